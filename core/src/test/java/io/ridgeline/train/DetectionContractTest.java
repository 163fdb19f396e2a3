package io.ridgeline.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.TaskKind;
import io.ridgeline.engine.NoLeaks;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every method that is defined for detection promises. */
@ExtendWith(NoLeaks.class)
class DetectionContractTest {
  static List<Descriptor> all() {
    return TaskContract.methods(TaskKind.DETECTION);
  }

  @ParameterizedTest
  @MethodSource("all")
  void offIsTheBaselineToTheBit(Descriptor d) {
    Map<String, Object> off = d.off();
    if (off != null) {
      BoxRun expected = BoxRun.of(TaskContract.companions(d));
      BoxRun actual = BoxRun.of(TaskContract.with(d, off));
      assertEquals(expected.losses(), actual.losses());
      expected.weights().forEach((n, w) -> assertArrayEquals(w, actual.weights().get(n), n));
      assertArrayEquals(expected.places(), actual.places());
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void actsAndSaysSo(Descriptor d) {
    BoxRun run = BoxRun.of(TaskContract.acting(d));
    String evidence = run.evidence().get(d.name());
    assertNotNull(evidence);
    assertFalse(evidence.contains("did nothing") || evidence.contains("NaN"), evidence);
    assertFalse(
        Arrays.equals(run.places(), BoxRun.of(TaskContract.companions(d)).places()),
        d.name() + evidence);
    run.losses().forEach(loss -> assertTrue(Double.isFinite(loss), d.name()));
    for (float value : run.places()) {
      assertTrue(Float.isFinite(value), d.name());
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void sameSeedSameRun(Descriptor d) {
    BoxRun one = BoxRun.of(TaskContract.acting(d));
    BoxRun two = BoxRun.of(TaskContract.acting(d));
    assertEquals(one.losses(), two.losses());
    assertEquals(one.evidence(), two.evidence());
    assertArrayEquals(one.places(), two.places());
  }
}
