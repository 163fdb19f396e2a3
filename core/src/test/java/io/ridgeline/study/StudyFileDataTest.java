package io.ridgeline.study;

import static io.ridgeline.study.StudyFileTest.FOLDER;
import static io.ridgeline.study.StudyFileTest.SMALL;
import static io.ridgeline.study.StudyFileTest.read;
import static io.ridgeline.study.StudyFileTest.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.StudyFileException;
import io.ridgeline.data.DataSpec;
import io.ridgeline.data.Intensity;
import io.ridgeline.describe.TaskKind;
import io.ridgeline.image.Interpolation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a study file says of its data, and of masks in particular. */
class StudyFileDataTest {
  private static DataSpec segmentation(String data) {
    return data(TaskKind.SEGMENTATION, data);
  }

  private static DataSpec data(TaskKind task, String data) {
    Problems problems = new Problems("s.yaml");
    DataSpec spec = new DataReader(FOLDER, task, problems).read(Tree.parse(data, "s.yaml", ""));
    problems.check();
    return spec;
  }

  /** Classes of boxes have names; only those around masks are numbers. */
  @Test
  void dataOfDetection() {
    String source = "source: x\nsplit: official\n";
    DataSpec spec = data(TaskKind.DETECTION, source + "classes: {RBC: red cell}\nsize: 64\n");
    assertEquals(TaskKind.DETECTION, spec.task());
    assertEquals(Map.of("RBC", "red cell"), spec.classes());
    assertEquals(
        DataSpec.Masks.INSTANCES,
        data(TaskKind.DETECTION, source + "masks: instances\nmask: outline\n").masks());
    for (String[] bad :
        List.of(
            new String[] {"masks: labels\nclasses: {RBC: red}", "stored numbers, such as"},
            new String[] {"masks: binary\nclasses: {1: red}", "binary has two classes"})) {
      StudyFileException e =
          assertThrows(
              StudyFileException.class, () -> data(TaskKind.DETECTION, source + bad[0] + "\n"));
      assertTrue(String.valueOf(e.getMessage()).contains(bad[1]), e.getMessage());
    }
    assertEquals(
        List.of(64, 64), data(TaskKind.DETECTION, source + "patch: 64\n").preparation().patch());
    StudyFileException e =
        assertThrows(
            StudyFileException.class,
            () -> data(TaskKind.CLASSIFICATION, source + "masks: binary\n"));
    assertTrue(
        String.valueOf(e.getMessage())
            .contains("data.masks is for task: segmentation or detection"),
        e.getMessage());
  }

  /** What is written out says of masks only what the file said, and is read as the same. */
  @Test
  void masksOfDetectionAreWrittenOutWhereTheyMatter() {
    StudySpec small = read(SMALL);
    String source = "source: x\nfolds: 2\n";
    for (String[] rows :
        List.of(
            new String[] {"classes: {RBC: red}\n", "", ""},
            new String[] {"masks: instances\n", "masks: \"instances\"", ""},
            new String[] {"mask: m\n", "", "mask: \"m\""})) {
      String written =
          new StudySpec(
                  small.name(),
                  TaskKind.DETECTION,
                  data(TaskKind.DETECTION, source + rows[0]),
                  small.model(),
                  small.training(),
                  null,
                  1,
                  1,
                  small.metric(),
                  small.baseline(),
                  1,
                  small.arms())
              .toYaml();
      assertEquals(!rows[1].isEmpty(), written.contains("masks:"), written);
      assertEquals(!rows[2].isEmpty(), written.contains("mask:"), written);
      assertTrue(written.contains(rows[1]) && written.contains(rows[2]), written);
    }
  }

  @Test
  void dataOfSegmentation() {
    String source = "source: x.csv\nsplit: official\n";
    DataSpec plain = segmentation(source);
    assertEquals(TaskKind.SEGMENTATION, plain.task());
    assertEquals(DataSpec.Masks.BINARY, plain.masks());
    assertEquals(Intensity.STORED, plain.preparation().intensity());
    DataSpec spec =
        segmentation(
            source
                + "mask: outline\nclasses: {0: background, 1: anterior, 2: posterior}\n"
                + "patch: [32, 48, 32]\nspacing: [1, 0.5, .5]\nintensity: [-160, 240.5]\n");
    assertEquals(DataSpec.Masks.LABELS, spec.masks());
    assertEquals("outline", spec.columns().mask());
    assertEquals(List.of(32, 48, 32), spec.preparation().patch());
    assertEquals(List.of(1.0, 0.5, 0.5), spec.preparation().spacing());
    assertEquals(Intensity.window(-160, 240.5), spec.preparation().intensity());
    DataSpec nuclei =
        segmentation(
            source
                + "masks: instances\nclasses: {0: no, 1: nucleus}\nintensity: percentile\n"
                + "interpolation: cubic\n");
    assertEquals(DataSpec.Masks.INSTANCES, nuclei.masks());
    assertEquals(Intensity.of("percentile"), nuclei.preparation().intensity());
    assertEquals(Interpolation.CUBIC, nuclei.preparation().interpolation());
    assertEquals(Interpolation.LINEAR, spec.preparation().interpolation());
    for (String[] bad :
        List.of(
            new String[] {"masks: binry", "did you mean 'binary'?"},
            new String[] {"masks: instances\nclasses: {1: nucleus}", "instances has two classes"},
            new String[] {"classes: {none: background}", "stored numbers, such as classes: {0:"},
            new String[] {"size: 64\npatch: 32", "either size or patch"})) {
      StudyFileException e =
          assertThrows(StudyFileException.class, () -> segmentation(source + bad[0] + "\n"));
      assertTrue(String.valueOf(e.getMessage()).contains(bad[1]), e.getMessage());
    }
  }

  /** What was added for segmentation leaves the files, and so the hashes, of earlier studies. */
  @Test
  void onlyWhatWasGivenIsWrittenOut() {
    String yaml = read(SMALL).toYaml();
    for (String key : List.of("mask", "patch", "spacing", "intensity")) {
      assertFalse(yaml.contains(key), yaml);
    }
    StudySpec spec = read(SMALL, "data.spacing=[1, 0.5]", "data.intensity=[-160, 240]");
    assertEquals(spec, read(spec.toYaml()));
    assertEquals(
        read(spec.toYaml(), "data.intensity=image"),
        read(SMALL, "data.spacing=[1, 0.5]", "data.intensity=image"));
    StudySpec masks =
        new StudySpec(
            spec.name(),
            TaskKind.SEGMENTATION,
            segmentation("source: x\nfolds: 2\nmask: m\nmasks: instances\npatch: [8, 9]\n"),
            spec.model(),
            spec.training(),
            null,
            1,
            1,
            spec.metric(),
            spec.baseline(),
            1,
            spec.arms());
    String written = masks.toYaml();
    for (String line : List.of("mask: \"m\"", "masks: \"instances\"", "patch:\n  - 8\n  - 9")) {
      assertTrue(written.contains(line), written);
    }
  }

  @Test
  void aSegmentationHasItsOwnLosses() {
    String small =
        """
        study: masks
        task: segmentation
        data: {phantom: {}}
        model: resnet
        arms: {none: [], both: [{cocktail: two}]}
        """;
    assertEquals("dice-cross-entropy", read(small).training().loss());
    assertEquals(
        "cross-entropy", read(small + "training: {loss: cross-entropy}\n").training().loss());
    assertTrue(
        String.valueOf(refused(small + "training: {loss: mse}\n").getMessage())
            .contains(
                "mse is not defined for segmentation; give dice-cross-entropy, cross-entropy"));
  }

  @Test
  void hashFollowsWhatMattersAndNotThePlace() {
    String source = SMALL.replace("phantom: {}", "source: x.npz, split: official");
    String hash = read(source).hash();
    assertTrue(hash.matches("[0-9a-f]{64}"));
    assertEquals(hash, read(source.replace("x.npz", "moved/x.npz")).hash());
    assertEquals(hash, read("# a comment\n" + source + "seeds: 5\n").hash());
    assertNotEquals(hash, read(source, "seeds=4").hash());
    assertNotEquals(hash, read(source, "arms.l1=[l1]").hash());
    assertNotEquals(hash, read(source, "data.split=holdout").hash());
  }
}
