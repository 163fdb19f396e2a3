package io.ridgeline.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.StudyFileException;
import io.ridgeline.model.Architecture;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A study's model is one that is made for its task. */
class ModelOfTaskTest {
  private static StudySpec read(String task, String model) {
    Vocabulary v = TestVocabulary.VOCABULARY;
    Vocabulary models =
        new Vocabulary(
            v.methods(),
            v.cocktails(),
            Architecture.catalog(),
            v.optimizers(),
            v.schedules(),
            v.losses(),
            v.metrics(),
            v.conflicts());
    String text = StudyFileTest.SMALL.replace("resnet", model).replace("classification", task);
    return StudyFile.parse(
        text, "s.yaml", Path.of("").toAbsolutePath(), models, new Overrides(null, List.of()));
  }

  private static String refused(String task, String model) {
    return String.valueOf(
        assertThrows(StudyFileException.class, () -> read(task, model)).getMessage());
  }

  @Test
  void oneOfAnotherTaskIsRefused() {
    String message = refused("classification", "unet");
    assertTrue(message.contains("unet is not defined for classification"), message);
    message = refused("segmentation", "resnet");
    assertTrue(message.contains("resnet is not defined for segmentation"), message);
  }

  @Test
  void theUNetIsReadWithItsValues() {
    String model = "{unet: {width: 8, residual: on}}";
    assertEquals(
        Map.of("width", 8, "levels", 4, "flat", 0, "residual", "on", "deepSupervision", "off"),
        read("segmentation", model).model().values());
  }
}
