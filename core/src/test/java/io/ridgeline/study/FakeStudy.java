package io.ridgeline.study;

import io.ridgeline.data.ClassLabel;
import io.ridgeline.data.Cohort;
import io.ridgeline.data.Example;
import io.ridgeline.data.Split;
import io.ridgeline.image.Image;
import io.ridgeline.trial.EpochRecord;
import io.ridgeline.trial.Part;
import io.ridgeline.trial.PartResult;
import io.ridgeline.trial.Predictions;
import io.ridgeline.trial.TrialOutcome;
import io.ridgeline.trial.TrialRecord;
import io.ridgeline.trial.TrialRunner;
import io.ridgeline.trial.TrialSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A study of 24 trials on 60 examples that do not exist, and a runner whose records are a pure
 * function of the spec. An arm's name says what becomes of its trials.
 */
final class FakeStudy {
  static final int EXAMPLES = 60;
  static final String DATA = "0".repeat(64);

  private FakeStudy() {}

  static StudySpec spec() {
    return spec(6);
  }

  static StudySpec spec(int seeds) {
    return StudyFile.parse(
        """
        study: fake
        task: classification
        data: {phantom: {patients: 20}}
        model: resnet
        training: {epochs: 2}
        seeds: SEEDS
        arms:
          none: []
          l1: [l1]
          diverges: [dropout]
          fails: [flip]
        """
            .replace("SEEDS", Integer.toString(seeds)),
        "fake.yaml",
        Path.of(""),
        TestVocabulary.VOCABULARY,
        Overrides.NONE);
  }

  /** Two examples a group. */
  static Cohort cohort() {
    Image image = new Image(1, 1, 1, 255, new float[1]);
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < EXAMPLES; i++) {
      examples.add(new Example("e" + i, "g" + i / 2, image, new ClassLabel(i % 2), "", Map.of()));
    }
    return new Cohort("fake", List.of("benign", "malignant"), examples, true, List.of());
  }

  static Split split() {
    return new Split(
        "holdout",
        IntStream.range(0, 36).toArray(),
        IntStream.range(36, 46).toArray(),
        IntStream.range(46, EXAMPLES).toArray());
  }

  static List<TrialSpec> plan() {
    return StudyPlan.trials(spec(), List.of("holdout"), DATA, "");
  }

  /** A runner that takes about {@code millis} for each trial. */
  static TrialRunner runner(long millis) {
    return (spec, folder, progress) -> {
      if (millis > 0) {
        Thread.sleep(millis);
      }
      write(folder.resolve("weights.bin"), spec.key().value());
      if (spec.arm().name().equals("fails") && spec.seed() == 1) {
        throw new OutOfMemoryError("as ordered");
      }
      TrialRecord record = record(spec);
      record.epochs().forEach(epoch -> progress.epoch(epoch, 2));
      return record;
    };
  }

  static TrialRecord record(TrialSpec spec) {
    Random random = new Random(Long.parseUnsignedLong(spec.key().value(), 16));
    List<EpochRecord> epochs = new ArrayList<>();
    for (int e = 1; e <= 2; e++) {
      epochs.add(
          new EpochRecord(
              e,
              1e-3 / e,
              random.nextDouble(),
              random.nextDouble(),
              random.nextDouble(),
              random.nextDouble(),
              random.nextDouble(),
              10 * random.nextDouble(),
              random.nextDouble()));
    }
    boolean diverged = spec.arm().name().equals("diverges") && spec.seed() < 2;
    Map<Part, PartResult> predictions = new EnumMap<>(Part.class);
    Map<Part, Double> losses = new EnumMap<>(Part.class);
    if (!diverged) {
      predictions.put(Part.TRAIN, predictions(0, 36, 3, random));
      predictions.put(Part.VALIDATION, predictions(36, 46, 1, random));
      predictions.put(Part.TEST, predictions(46, EXAMPLES, 1, random));
      for (Part part : Part.values()) {
        losses.put(part, random.nextDouble());
      }
    }
    return new TrialRecord(
        spec,
        diverged ? new TrialOutcome.Diverged(2, 7, "loss") : new TrialOutcome.Completed(2, 2, ""),
        epochs,
        predictions,
        losses,
        Map.of(),
        1234,
        new TrialRecord.Timing(System.nanoTime() * 1e-9, 0.001));
  }

  private static Predictions predictions(int from, int to, double skill, Random random) {
    int[] examples = new int[to - from];
    int[] labels = new int[to - from];
    double[][] probabilities = new double[to - from][];
    for (int i = 0; i < labels.length; i++) {
      examples[i] = from + i;
      labels[i] = (from + i) % 2;
      double p = 1 / (1 + Math.exp(-random.nextGaussian() - skill * (2 * labels[i] - 1)));
      probabilities[i] = new double[] {1 - p, p};
    }
    return new Predictions(examples, labels, probabilities);
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
