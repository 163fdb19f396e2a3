package io.ridgeline.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.data.ClassLabel;
import io.ridgeline.data.Cohort;
import io.ridgeline.data.DataSpec.Preparation;
import io.ridgeline.data.Example;
import io.ridgeline.data.Prepared;
import io.ridgeline.data.Split;
import io.ridgeline.describe.TaskKind;
import io.ridgeline.image.Image;
import io.ridgeline.model.Architecture;
import io.ridgeline.trial.Arm;
import io.ridgeline.trial.Part;
import io.ridgeline.trial.Setting;
import io.ridgeline.trial.TrainingSpec;
import io.ridgeline.trial.TrialJson;
import io.ridgeline.trial.TrialRecord;
import io.ridgeline.trial.TrialSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A trial of a search sees its inner split, and whatever the test part holds changes nothing. */
final class InnerTrialTest {
  private static final int[] TEST = IntStream.range(30, 40).toArray();
  private static final Split INNER =
      new Split(
          "holdout-inner",
          IntStream.range(0, 20).toArray(),
          IntStream.range(20, 30).toArray(),
          new int[0]);

  @TempDir Path temporary;

  /** The images with those of the test part blackened and their labels turned round. */
  private static Prepared otherTest() {
    Cohort cohort = TinyData.IMAGES.cohort();
    List<Example> examples = new ArrayList<>(cohort.examples());
    for (int i : TEST) {
      Example e = examples.get(i);
      Image stored = e.image();
      Image black =
          new Image(
              stored.channels(),
              stored.height(),
              stored.width(),
              255,
              new float[stored.channels() * stored.height() * stored.width()]);
      int label = 1 - ((ClassLabel) e.target()).index();
      examples.set(
          i, new Example(e.id(), e.group(), black, new ClassLabel(label), e.part(), e.columns()));
    }
    return Prepared.of(
        new Cohort(cohort.name(), cohort.classes(), examples, true, List.of()),
        new Preparation(List.of(), 0, Preparation.Resize.STRETCH));
  }

  private TrialRecord run(Prepared images, Split split, String folder) throws Exception {
    TrialSpec spec =
        new TrialSpec(
            new Arm("none", List.of()),
            split.name(),
            0,
            1,
            Architecture.of(new Setting("cnn", Map.of("width", 4))).setting(),
            new TrainingSpec(
                new Setting("sgd", Map.of()),
                0.05,
                new Setting("constant", Map.of()),
                "cross-entropy",
                8,
                2),
            "auroc",
            "d",
            "",
            1);
    return new TrainingRunner(
            TaskKind.CLASSIFICATION,
            images,
            List.of(split),
            null,
            new TrainingRunner.Origin("s", "h", Map.of()))
        .run(spec, Files.createDirectory(temporary.resolve(folder)), (epoch, epochs) -> {});
  }

  @Test
  void onlyItsValidationPartIsJudgedAndNoModelIsKept() throws Exception {
    TrialRecord record = run(TinyData.IMAGES, INNER, "a");
    assertTrue(record.completed(), record.outcome().toString());
    assertEquals(Set.of(Part.VALIDATION), record.predictions().keySet());
    assertEquals(10, Objects.requireNonNull(record.predictions().get(Part.VALIDATION)).size());
    assertFalse(Files.exists(temporary.resolve("a").resolve("model")));
  }

  @Test
  void theTestPartHasNoSayAndAPlantedLeakWouldShow() throws Exception {
    TrialRecord record = run(TinyData.IMAGES, INNER, "a");
    TrialRecord other = run(otherTest(), INNER, "b");
    assertEquals(
        TrialJson.MAPPER.writeValueAsString(record.predictions()),
        TrialJson.MAPPER.writeValueAsString(other.predictions()));
    assertEquals(record.epochs(), other.epochs());
    Split leaking =
        new Split(
            "holdout-inner",
            IntStream.concat(IntStream.of(INNER.train()), IntStream.of(TEST)).toArray(),
            INNER.validation(),
            new int[0]);
    assertNotEquals(
        run(TinyData.IMAGES, leaking, "c").epochs(), run(otherTest(), leaking, "d").epochs());
  }
}
