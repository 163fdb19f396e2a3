package io.ridgeline.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.TaskKind;
import io.ridgeline.engine.NoLeaks;
import io.ridgeline.regularize.Catalog;
import io.ridgeline.regularize.Regularizer;
import io.ridgeline.regularize.TrainingControl;
import io.ridgeline.trial.Setting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every method that is defined for detection promises. */
@ExtendWith(NoLeaks.class)
class DetectionContractTest {
  /** Values with which a method surely acts in so short a run, where its defaults might not. */
  private static final Map<String, Map<String, Object>> ACTING =
      Map.of(
          "max-norm", Map.of("limit", 0.2),
          "swa", Map.of("start", 0.0),
          "gradient-clipping", Map.of("limit", 0.05),
          "adaptive-clipping", Map.of("limit", 0.01));

  static List<Descriptor> all() {
    return Catalog.descriptors().values().stream()
        .filter(d -> d.tasks().contains(TaskKind.DETECTION))
        // it judges epochs, of which these runs have none
        .filter(d -> !TrainingControl.class.isAssignableFrom(d.type()))
        .toList();
  }

  private static List<Regularizer> companions(Descriptor d) {
    return d.name().equals("mc-dropout")
        ? List.of(Catalog.create(new Setting("dropout", Map.of())))
        : List.of();
  }

  private static List<Regularizer> with(Descriptor d, Map<String, Object> values) {
    List<Regularizer> methods = new ArrayList<>(companions(d));
    methods.add(Catalog.create(new Setting(d.name(), values)));
    return methods;
  }

  private static List<Regularizer> acting(Descriptor d) {
    return with(d, ACTING.getOrDefault(d.name(), Map.of()));
  }

  @ParameterizedTest
  @MethodSource("all")
  void offIsTheBaselineToTheBit(Descriptor d) {
    Map<String, Object> off = d.off();
    if (off != null) {
      BoxRun expected = BoxRun.of(companions(d));
      BoxRun actual = BoxRun.of(with(d, off));
      assertEquals(expected.losses(), actual.losses());
      expected.weights().forEach((n, w) -> assertArrayEquals(w, actual.weights().get(n), n));
      assertArrayEquals(expected.places(), actual.places());
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void actsAndSaysSo(Descriptor d) {
    BoxRun run = BoxRun.of(acting(d));
    String evidence = run.evidence().get(d.name());
    assertNotNull(evidence);
    assertFalse(evidence.contains("did nothing") || evidence.contains("NaN"), evidence);
    assertFalse(
        Arrays.equals(run.places(), BoxRun.of(companions(d)).places()), d.name() + evidence);
    run.losses().forEach(loss -> assertTrue(Double.isFinite(loss), d.name()));
    for (float value : run.places()) {
      assertTrue(Float.isFinite(value), d.name());
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void sameSeedSameRun(Descriptor d) {
    BoxRun one = BoxRun.of(acting(d));
    BoxRun two = BoxRun.of(acting(d));
    assertEquals(one.losses(), two.losses());
    assertEquals(one.evidence(), two.evidence());
    assertArrayEquals(one.places(), two.places());
  }
}
