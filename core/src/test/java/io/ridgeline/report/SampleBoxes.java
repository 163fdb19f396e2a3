package io.ridgeline.report;

import io.ridgeline.data.Box;
import io.ridgeline.data.LabelledBox;
import io.ridgeline.image.Image;
import io.ridgeline.metric.DetectionCase;
import io.ridgeline.metric.DetectionMetrics;
import io.ridgeline.metric.ScoredBox;
import io.ridgeline.statistics.Verdict;
import io.ridgeline.study.StudyResults;
import io.ridgeline.study.StudyResults.ArmResult;
import io.ridgeline.study.StudyResults.Comparison;
import io.ridgeline.study.StudyResults.Summary;
import io.ridgeline.trial.Arm;
import io.ridgeline.trial.Detections;
import io.ridgeline.trial.EpochRecord;
import io.ridgeline.trial.Part;
import io.ridgeline.trial.PartResult;
import io.ridgeline.trial.Setting;
import io.ridgeline.trial.TrainingSpec;
import io.ridgeline.trial.TrialOutcome;
import io.ridgeline.trial.TrialRecord;
import io.ridgeline.trial.TrialSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * An invented study of boxes: two seeds, the classes benign and malignant, the test images 10 to 13
 * of 100 by 80 pixels.
 *
 * <p>There is one benign object in 10 and one in 11, one malignant in 10 and one in 12, none in 13.
 * With “none” seed 0 finds, by score: 10's benign one (0.9), 12's (0.8), a malignant one in 13 that
 * is not there (0.7), a benign one in 10 that is not there (0.6), 11's (0.5, of which it covers
 * three quarters). Seed 1 finds 10's benign one (0.9), 12's (0.8), the same false one in 13 (0.7),
 * 10's malignant one (0.4). Any other arm finds all four; its seed 1 before them a benign one in 13
 * that is not there.
 */
final class SampleBoxes {
  static final List<String> ARMS = List.of("none", "flips");
  private static final int WIDTH = 100;
  private static final int HEIGHT = 80;
  private static final Box A = new Box(10, 10, 30, 30);
  private static final Box B = new Box(50, 40, 80, 70);
  private static final Box C = new Box(20, 20, 60, 60);
  private static final Box D = new Box(0, 0, 40, 40);
  private static final Box NOTHING = new Box(60, 0, 80, 20);
  private static final Box MOST_OF_C = new Box(20, 20, 60, 50);

  private SampleBoxes() {}

  static ReportInput input() {
    return input(ARMS, "none", pictures());
  }

  static ReportInput input(List<String> names, String best, List<BoxPicture> pictures) {
    List<TrialRecord> trials = new ArrayList<>();
    List<ArmResult> arms = new ArrayList<>();
    for (String arm : names) {
      List<TrialRecord> own = List.of(trial(arm, 0), trial(arm, 1));
      trials.addAll(own);
      arms.add(result(own));
    }
    Map<String, Map<String, Integer>> counts = new LinkedHashMap<>();
    counts.put("train", Map.of("with objects", 8, "without", 2));
    counts.put("test", Map.of("with objects", 3, "without", 1));
    return new ReportInput(
        results(arms, best),
        trials,
        "study: breast-lesions\n",
        Map.of(),
        Map.of(),
        new ReportInput.DataSheet(List.of(), false, counts),
        List.of(),
        pictures,
        Map.of(),
        false);
  }

  private static StudyResults results(List<ArmResult> arms, String best) {
    return new StudyResults(
        "breast-lesions",
        "detection",
        "ap50",
        "00",
        false,
        List.of("benign", "malignant"),
        arms,
        new StudyResults.Best(best, "validation", 0.7));
  }

  /** What “none” found, over invented images of which the last is in colour. */
  static List<BoxPicture> pictures() {
    return BoxExemplar.of(results(List.of(), "none"), List.of(trial("none", 0))).stream()
        .map(e -> BoxPicture.of(e.what(), "image " + e.example(), image(e.example()), e.boxes()))
        .toList();
  }

  /** Brighter to the right, and within the objects of the image. */
  private static Image image(int example) {
    int channels = example == 13 ? 3 : 1;
    float[] values = new float[channels * HEIGHT * WIDTH];
    for (int i = 0; i < values.length; i++) {
      int x = i % WIDTH;
      int y = i / WIDTH % HEIGHT;
      double inside =
          truth(example).stream()
              .map(LabelledBox::box)
              .filter(b -> x >= b.left() && x < b.right() && y >= b.top() && y < b.bottom())
              .count();
      values[i] = (float) (x + 60 * inside + 30 * (i / (WIDTH * HEIGHT)));
    }
    return new Image(channels, HEIGHT, WIDTH, 255, values);
  }

  private static List<LabelledBox> truth(int example) {
    return switch (example) {
      case 10 -> List.of(new LabelledBox(A, 0), new LabelledBox(B, 1));
      case 11 -> List.of(new LabelledBox(C, 0));
      case 12 -> List.of(new LabelledBox(D, 1));
      default -> List.of();
    };
  }

  private static List<ScoredBox> found(String arm, int seed, int example) {
    List<ScoredBox> found = new ArrayList<>();
    boolean baseline = arm.equals("none");
    boolean first = seed == 0;
    switch (example) {
      case 10 -> {
        found.add(new ScoredBox(A, 0, 0.9));
        if (baseline && first) {
          found.add(new ScoredBox(NOTHING, 0, 0.6));
        } else {
          found.add(new ScoredBox(B, 1, 0.4));
        }
      }
      case 11 -> {
        if (first || !baseline) {
          found.add(new ScoredBox(MOST_OF_C, 0, 0.5));
        }
      }
      case 12 -> found.add(new ScoredBox(D, 1, 0.8));
      default -> {
        if (baseline) {
          found.add(new ScoredBox(NOTHING, 1, 0.7));
        } else if (!first) {
          found.add(new ScoredBox(NOTHING, 0, 0.95));
        }
      }
    }
    return found;
  }

  static TrialRecord trial(String arm, int seed) {
    int[] examples = {10, 11, 12, 13};
    List<DetectionCase> cases = new ArrayList<>();
    for (int example : examples) {
      cases.add(new DetectionCase(truth(example), found(arm, seed, example)));
    }
    return trial(arm, seed, Detections.of(examples, cases, 2));
  }

  static TrialRecord trial(String arm, int seed, PartResult test) {
    TrialSpec spec =
        new TrialSpec(
            new Arm(arm, arm.equals("none") ? List.of() : List.of(new Setting("flip", Map.of()))),
            "holdout",
            seed,
            1,
            new Setting("fcos", Map.of("width", 8)),
            new TrainingSpec(
                new Setting("adam", Map.of()),
                2e-3,
                new Setting("constant", Map.of()),
                "focal-giou",
                4,
                2),
            "ap50",
            "c0ffee",
            "",
            1);
    return new TrialRecord(
        spec,
        new TrialOutcome.Completed(2, 2, ""),
        List.of(
            new EpochRecord(1, 1e-3, 1, 0.5, 1, 0.4, 1, 5, 0),
            new EpochRecord(2, 1e-3, 0.5, 0.8, 0.6, 0.7, 1, 6, 0)),
        Map.of(Part.TEST, test),
        Map.of(Part.TEST, 0.5),
        Map.of(),
        1000,
        new TrialRecord.Timing(10, 0.1));
  }

  private static ArmResult result(List<TrialRecord> trials) {
    TrialRecord first = trials.get(0);
    Map<String, Summary> test = new LinkedHashMap<>();
    for (String name : DetectionMetrics.NAMES) {
      List<Double> values =
          trials.stream()
              .map(t -> Objects.requireNonNull(t.predictions().get(Part.TEST)).metric(name))
              .toList();
      double mean = values.stream().mapToDouble(v -> v).average().orElse(Double.NaN);
      test.put(name, new Summary(mean, mean - 0.1, mean + 0.1, values));
    }
    Map<String, Summary> gap = Map.of("ap50", new Summary(0.1, 0.05, 0.15, List.of(0.1, 0.1)));
    boolean baseline = first.spec().arm().name().equals("none");
    return new ArmResult(
        first.spec().arm(),
        2,
        2,
        0,
        0,
        test,
        gap,
        gap,
        gap,
        baseline
            ? null
            : new Comparison(
                "none",
                0.25,
                -0.01,
                0.51,
                0.06,
                0.06,
                Verdict.NO_EVIDENCE,
                0.3,
                "Obuchowski-Rockette over 2 seeds and a paired bootstrap of 4 patients (2000 draws)",
                null),
        Map.of(),
        4,
        0,
        6,
        0.01,
        Double.NaN);
  }
}
