package io.ridgeline.report;

import io.ridgeline.metric.SegmentationMetrics;
import io.ridgeline.statistics.Verdict;
import io.ridgeline.study.StudyResults;
import io.ridgeline.study.StudyResults.ArmResult;
import io.ridgeline.study.StudyResults.Comparison;
import io.ridgeline.study.StudyResults.Summary;
import io.ridgeline.trial.Arm;
import io.ridgeline.trial.CaseScores;
import io.ridgeline.trial.EpochRecord;
import io.ridgeline.trial.Part;
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
 * An invented study of masks: two arms, two seeds, the test cases 10 to 14, two foreground classes.
 *
 * <p>Dice of case 10 + i with “none” and seed s: 0.5 + 0.1·i + 0.02·s of the first class, 0.1 less
 * of the second; so that the cases are 0.46, 0.56, 0.66, 0.76, 0.86 over classes and seeds. With
 * “flips” all are higher by 0.05, but case 12 is lower by 0.06. hd95 is 5 − i, and undefined for
 * the second class of case 10.
 */
final class SampleMasks {
  static final List<String> ARMS = List.of("none", "flips");
  private static final int CASES = 5;

  private SampleMasks() {}

  static ReportInput input() {
    return input("dice", overlays());
  }

  static ReportInput input(String metric, List<Overlay> overlays) {
    List<TrialRecord> trials = new ArrayList<>();
    List<ArmResult> arms = new ArrayList<>();
    for (String arm : ARMS) {
      List<TrialRecord> own = List.of(trial(arm, 0, metric), trial(arm, 1, metric));
      trials.addAll(own);
      arms.add(result(own, metric));
    }
    StudyResults results =
        new StudyResults(
            "hippocampus",
            "segmentation",
            metric,
            "00",
            false,
            List.of("background", "anterior", "posterior"),
            arms,
            new StudyResults.Best("flips", "validation", 0.7));
    Map<String, Map<String, Integer>> counts = new LinkedHashMap<>();
    counts.put("train", Map.of("with foreground", 8, "without", 2));
    counts.put("test", Map.of("with foreground", 4, "without", 1));
    return new ReportInput(
        results,
        trials,
        "study: hippocampus\n",
        Map.of(),
        Map.of(),
        new ReportInput.DataSheet(List.of("empty masks: 3"), false, counts, "mm"),
        overlays,
        List.of(),
        Map.of(),
        false);
  }

  static List<Overlay> overlays() {
    byte[] grey = {0, 50, 100, (byte) 150, (byte) 200, (byte) 255};
    byte[] truth = {0, 1, 1, 0, 0, 1};
    Overlay.Slice one = new Overlay.Slice(0, 3, 2, grey, truth, new byte[6], new byte[0]);
    Overlay.Slice two =
        new Overlay.Slice(4, 3, 2, grey, truth, truth, new byte[] {1, 0, 0, 0, 0, 0});
    return List.of(
        new Overlay("Best", "case-14", 0.91, 1, List.of(one)),
        new Overlay("Worst", "case <10>", 0.51, 7, List.of(one, two)));
  }

  static TrialRecord trial(String arm, int seed, String metric) {
    TrialSpec spec =
        new TrialSpec(
            new Arm(arm, arm.equals("none") ? List.of() : List.of(new Setting("flip", Map.of()))),
            "holdout",
            seed,
            1,
            new Setting("unet", Map.of("width", 8)),
            new TrainingSpec(
                new Setting("adam", Map.of()),
                2e-3,
                new Setting("constant", Map.of()),
                "dice-cross-entropy",
                4,
                2),
            metric,
            "c0ffee",
            "",
            1);
    return new TrialRecord(
        spec,
        new TrialOutcome.Completed(2, 2, ""),
        List.of(
            new EpochRecord(1, 1e-3, 1, 0.5, 1, 0.4, 1, 5, 0),
            new EpochRecord(2, 1e-3, 0.5, 0.8, 0.6, 0.7, 1, 6, 0)),
        Map.of(Part.TEST, scores(arm, seed)),
        Map.of(Part.TEST, 0.5),
        Map.of(),
        1000,
        new TrialRecord.Timing(10, 0.1));
  }

  private static CaseScores scores(String arm, int seed) {
    int[] examples = new int[CASES];
    double[][] dice = new double[CASES][2];
    double[][] hd95 = new double[CASES][2];
    for (int i = 0; i < CASES; i++) {
      examples[i] = 10 + i;
      double gain = arm.equals("none") ? 0 : i == 2 ? -0.06 : 0.05;
      dice[i][0] = 0.5 + 0.1 * i + 0.02 * seed + gain;
      dice[i][1] = dice[i][0] - 0.1;
      hd95[i][0] = 5 - i;
      hd95[i][1] = i == 0 ? Double.NaN : 5 - i;
    }
    Map<String, double[][]> values = new LinkedHashMap<>();
    values.put("dice", dice);
    values.put("hd95", hd95);
    return new CaseScores(examples, values);
  }

  private static ArmResult result(List<TrialRecord> trials, String metric) {
    TrialRecord first = trials.get(0);
    Map<String, Summary> test = new LinkedHashMap<>();
    for (String name : SegmentationMetrics.NAMES) {
      List<Double> values =
          trials.stream()
              .map(t -> Objects.requireNonNull(t.predictions().get(Part.TEST)).metric(name))
              .toList();
      double mean = values.stream().mapToDouble(v -> v).average().orElse(Double.NaN);
      test.put(name, new Summary(mean, mean - 0.1, mean + 0.1, values));
    }
    Summary gap = new Summary(0.1, 0.05, 0.15, List.of(0.1, 0.1));
    boolean baseline = first.spec().arm().name().equals("none");
    return new ArmResult(
        first.spec().arm(),
        2,
        2,
        0,
        0,
        test,
        Map.of(metric, gap),
        Map.of(metric, gap),
        Map.of(metric, gap),
        baseline
            ? null
            : new Comparison(
                "none",
                0.028,
                -0.01,
                0.066,
                0.1,
                0.1,
                Verdict.NO_EVIDENCE,
                0.05,
                "Obuchowski-Rockette over 2 seeds and a paired bootstrap of 5 patients (2000 draws);"
                    + " Wilcoxon's signed-rank test on 5 patients' means over seeds: p = 0.188",
                null),
        Map.of(),
        4,
        0,
        6,
        0.01,
        Double.NaN);
  }
}
