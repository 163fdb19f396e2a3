package io.ridgeline.study;

import io.ridgeline.data.Box;
import io.ridgeline.data.Boxes;
import io.ridgeline.data.Cohort;
import io.ridgeline.data.Example;
import io.ridgeline.data.LabelledBox;
import io.ridgeline.data.Split;
import io.ridgeline.describe.TaskKind;
import io.ridgeline.image.Image;
import io.ridgeline.metric.DetectionCase;
import io.ridgeline.metric.Metrics;
import io.ridgeline.metric.ScoredBox;
import io.ridgeline.trial.Detections;
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
 * A study of boxes in images that do not exist: sixteen images of eight patients, one object each;
 * a test says which of them are found. Every image has a false detection, less sure than a hit.
 */
final class BoxStudy {
  static final int EXAMPLES = 16;
  private static final Box OBJECT = new Box(10, 10, 50, 50);
  private static final Box ELSEWHERE = new Box(60, 60, 90, 90);

  private BoxStudy() {}

  /** Whether an object is found. */
  @FunctionalInterface
  interface Found {
    /** Of an example, in a trial. */
    boolean is(String arm, int seed, int example);
  }

  static StudySpec spec(String data, int seeds) {
    return StudyFile.parse(
        "study: boxes\n"
            + "task: detection\n"
            + ("data: {phantom: {}, " + data + "}\n")
            + "model: resnet\n"
            + ("seeds: " + seeds + "\n")
            + "arms: {none: [], a: [dropout]}\n",
        "boxes.yaml",
        Path.of(""),
        vocabulary(),
        Overrides.NONE);
  }

  private static Vocabulary vocabulary() {
    Vocabulary v = TestVocabulary.VOCABULARY;
    return new Vocabulary(
        v.methods(),
        v.cocktails(),
        v.models(),
        v.optimizers(),
        v.schedules(),
        Map.of(TaskKind.DETECTION, List.of("focal")),
        Map.of(TaskKind.DETECTION, Metrics.names(TaskKind.DETECTION)),
        v.conflicts());
  }

  /** Two images a patient. */
  static Cohort cohort() {
    Image image = new Image(1, 1, 1, 255, new float[1]);
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < EXAMPLES; i++) {
      Boxes boxes = new Boxes(List.of(new LabelledBox(OBJECT, 0)), 0);
      examples.add(new Example("e" + i, "p" + i / 2, image, boxes, "", Map.of()));
    }
    return new Cohort("boxes", List.of("lesion"), List.of("all"), examples, false, List.of());
  }

  static List<TrialRecord> records(StudySpec spec, List<Split> splits, Found found) {
    List<TrialRecord> records = new ArrayList<>();
    List<String> names = splits.stream().map(Split::name).toList();
    for (TrialSpec trial : StudyPlan.trials(spec, names, FakeStudy.DATA, "")) {
      Split split = splits.get(names.indexOf(trial.split()));
      Map<Part, PartResult> results = new EnumMap<>(Part.class);
      results.put(Part.TRAIN, detections(trial, split.train(), found));
      results.put(Part.VALIDATION, detections(trial, split.validation(), found));
      results.put(Part.TEST, detections(trial, split.test(), found));
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

  static Detections detections(TrialSpec trial, int[] examples, Found found) {
    return Detections.of(
        examples,
        IntStream.of(examples)
            .mapToObj(i -> one(found.is(trial.arm().name(), trial.seed(), i)))
            .toList(),
        1);
  }

  private static DetectionCase one(boolean found) {
    List<ScoredBox> boxes = new ArrayList<>(List.of(new ScoredBox(ELSEWHERE, 0, 0.25)));
    if (found) {
      boxes.add(new ScoredBox(OBJECT, 0, 0.75));
    }
    return new DetectionCase(List.of(new LabelledBox(OBJECT, 0)), boxes);
  }
}
