package io.ridgeline.study;

import io.ridgeline.data.Cohort;
import io.ridgeline.data.Example;
import io.ridgeline.data.Mask;
import io.ridgeline.data.Split;
import io.ridgeline.image.Image;
import io.ridgeline.trial.CaseScores;
import io.ridgeline.trial.EpochRecord;
import io.ridgeline.trial.Part;
import io.ridgeline.trial.PartResult;
import io.ridgeline.trial.TrialOutcome;
import io.ridgeline.trial.TrialRecord;
import io.ridgeline.trial.TrialSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A study of masks that do not exist: sixteen images of twelve patients, of whom the last four have
 * two each; the dice and hd95 of every case are given by a test.
 */
final class MaskStudy {
  static final int EXAMPLES = 16;

  private MaskStudy() {}

  /** What a case's value is. */
  @FunctionalInterface
  interface Values {
    /** Of an example, in a trial. */
    double of(String metric, String arm, String split, int seed, int example);
  }

  static StudySpec spec(String data, int seeds) {
    return StudyFile.parse(
        "study: masks\n"
            + "task: segmentation\n"
            + ("data: {phantom: {}, " + data + "}\n")
            + "model: resnet\n"
            + ("seeds: " + seeds + "\n")
            + "arms: {none: [], a: [dropout]}\n",
        "masks.yaml",
        Path.of(""),
        TestVocabulary.VOCABULARY,
        Overrides.NONE);
  }

  /** Examples 0 to 7 are of a patient each; 8 and 9, 10 and 11 ... share one. */
  static Cohort cohort() {
    Image image = new Image(1, 1, 1, 255, new float[1]);
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < EXAMPLES; i++) {
      int patient = i < 8 ? i : 8 + (i - 8) / 2;
      Mask mask = new Mask(new byte[1], patient % 2);
      examples.add(new Example("e" + i, "p" + patient, image, mask, "", Map.of()));
    }
    return new Cohort(
        "masks",
        List.of("background", "lesion"),
        List.of("benign", "malignant"),
        examples,
        false,
        List.of());
  }

  /** Two patients train, two validate, eight test: examples 4 to 15. */
  static Split holdout() {
    return new Split("holdout", new int[] {0, 1}, new int[] {2, 3}, range(4, EXAMPLES));
  }

  static int[] range(int from, int to) {
    return IntStream.range(from, to).toArray();
  }

  static List<TrialRecord> records(StudySpec spec, List<Split> splits, Values values) {
    List<TrialRecord> records = new ArrayList<>();
    List<String> names = splits.stream().map(Split::name).toList();
    for (TrialSpec trial : StudyPlan.trials(spec, names, FakeStudy.DATA, "")) {
      Split split = splits.get(names.indexOf(trial.split()));
      Map<Part, PartResult> results = new EnumMap<>(Part.class);
      results.put(Part.TRAIN, scores(trial, split.train(), values));
      results.put(Part.VALIDATION, scores(trial, split.validation(), values));
      results.put(Part.TEST, scores(trial, split.test(), values));
      records.add(
          new TrialRecord(
              trial,
              new TrialOutcome.Completed(1, 1, ""),
              List.of(new EpochRecord(1, 1e-3, 1, 1, 1, 1, 1, 1, 0)),
              results,
              Map.of(Part.TRAIN, 0.25, Part.VALIDATION, 0.5, Part.TEST, 0.75),
              Map.of(),
              10,
              new TrialRecord.Timing(1, 0.5)));
    }
    return records;
  }

  private static CaseScores scores(TrialSpec trial, int[] examples, Values values) {
    double[][] dice = new double[examples.length][1];
    double[][] hd95 = new double[examples.length][1];
    for (int i = 0; i < examples.length; i++) {
      String arm = trial.arm().name();
      dice[i][0] = values.of("dice", arm, trial.split(), trial.seed(), examples[i]);
      hd95[i][0] = values.of("hd95", arm, trial.split(), trial.seed(), examples[i]);
    }
    return new CaseScores(examples, Map.of("dice", dice, "hd95", hd95));
  }

  /** A trial that ended early in place of the one that completed. */
  static TrialRecord diverged(TrialRecord record) {
    return new TrialRecord(
        record.spec(),
        new TrialOutcome.Diverged(1, 1, "loss"),
        List.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        10,
        record.timing());
  }
}
