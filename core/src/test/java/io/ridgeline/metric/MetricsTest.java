package io.ridgeline.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.describe.TaskKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MetricsTest {
  @Test
  void namesAndLabelsAreUniqueOverTasks() {
    List<String> names = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    for (TaskKind task : TaskKind.values()) {
      names.addAll(Metrics.names(task));
      Metrics.of(task).forEach(metric -> labels.add(metric.label()));
    }
    assertEquals(names.size(), new HashSet<>(names).size(), names.toString());
    assertEquals(labels.size(), new HashSet<>(labels).size(), labels.toString());
  }

  @Test
  void aMetricIsFoundWhateverItsTask() {
    assertEquals("AUROC", Metrics.named("auroc").label());
    assertEquals("Dice", Metrics.named("dice").label());
    assertEquals("AP50", Metrics.named("ap50").label());
    assertFalse(Metrics.named("hd95").higherIsBetter());
    assertFalse(Metrics.named("brier").higherIsBetter());
    assertEquals(Optional.empty(), Metrics.find("loss"));
    var e = assertThrows(IllegalArgumentException.class, () -> Metrics.named("jaccard"));
    String message = Objects.requireNonNull(e.getMessage());
    assertTrue(message.startsWith("no metric is called \"jaccard\"; there are auroc, "), message);
    assertTrue(message.endsWith(", froc"), message);
  }

  @Test
  void theFirstDecides() {
    assertEquals("auroc", Metrics.deciding(TaskKind.CLASSIFICATION).name());
    assertEquals("dice", Metrics.deciding(TaskKind.SEGMENTATION).name());
    assertEquals("ap50", Metrics.deciding(TaskKind.DETECTION).name());
  }
}
