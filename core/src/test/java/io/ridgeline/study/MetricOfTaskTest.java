package io.ridgeline.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.StudyFileException;
import io.ridgeline.describe.TaskKind;
import io.ridgeline.metric.Metrics;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What decides a study is a metric of its task. */
class MetricOfTaskTest {
  private static final String MASKS =
      """
      study: masks
      task: segmentation
      data: {phantom: {}}
      model: resnet
      arms: {none: []}
      """;

  private static StudySpec read(String text) {
    Vocabulary v = TestVocabulary.VOCABULARY;
    Vocabulary metrics =
        new Vocabulary(
            v.methods(),
            v.cocktails(),
            v.models(),
            v.optimizers(),
            v.schedules(),
            v.losses(),
            Map.of(
                TaskKind.CLASSIFICATION, Metrics.names(TaskKind.CLASSIFICATION),
                TaskKind.SEGMENTATION, Metrics.names(TaskKind.SEGMENTATION)),
            v.conflicts());
    return StudyFile.parse(text, "s.yaml", Path.of(""), metrics, Overrides.NONE);
  }

  private static String refused(String text) {
    return String.valueOf(assertThrows(StudyFileException.class, () -> read(text)).getMessage());
  }

  @Test
  void eachTaskHasItsOwnUnlessTheStudySaysOtherwise() {
    assertEquals("dice", read(MASKS).metric());
    assertEquals("auroc", read(MASKS.replace("segmentation", "classification")).metric());
    assertEquals("hd95", read(MASKS + "metric: hd95\n").metric());
  }

  @Test
  void oneOfAnotherTaskIsRefusedWithThoseThatFit() {
    String message = refused(MASKS + "metric: auroc\n");
    assertTrue(
        message.contains(
            "s.yaml:6:9: auroc is not defined for segmentation; give dice, iou, hd95, assd, nsd,"
                + " sensitivity, precision, lesion-sensitivity, lesion-precision, lesion-f1"),
        message);
    message = refused(MASKS.replace("segmentation", "classification") + "metric: dice\n");
    assertTrue(message.contains("dice is not defined for classification; give auroc, "), message);
  }

  @Test
  void oneOfNoTaskIsRefusedWithTheNearest() {
    String message = refused(MASKS + "metric: dise\n");
    assertTrue(message.contains("did you mean 'dice'?"), message);
  }

  @Test
  void theLossIsOneOfTheTaskToo() {
    assertEquals("dice-cross-entropy", read(MASKS).training().loss());
    String message = refused(MASKS + "training: {loss: mse}\n");
    assertTrue(message.contains("mse is not defined for segmentation; give"), message);
  }
}
