package io.ridgeline.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.data.Shape;
import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.TaskKind;
import io.ridgeline.engine.NoLeaks;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every method that is defined for segmentation promises, on images and on volumes. */
@ExtendWith(NoLeaks.class)
class SegmentationContractTest {
  private static final Shape FLAT = new Shape(1, 8, 8);
  private static final Shape DEEP = new Shape(1, 4, 8, 8);

  static List<Descriptor> all() {
    return TaskContract.methods(TaskKind.SEGMENTATION);
  }

  @ParameterizedTest
  @MethodSource("all")
  void offIsTheBaselineToTheBit(Descriptor d) {
    Map<String, Object> off = d.off();
    if (off != null) {
      DenseRun expected = DenseRun.of(TaskContract.companions(d), FLAT);
      DenseRun actual = DenseRun.of(TaskContract.with(d, off), FLAT);
      assertEquals(expected.losses(), actual.losses());
      expected.weights().forEach((n, w) -> assertArrayEquals(w, actual.weights().get(n), n));
      assertArrayEquals(expected.maps(), actual.maps());
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void actsAndSaysSoOnImagesAndVolumes(Descriptor d) {
    for (Shape shape : List.of(FLAT, DEEP)) {
      DenseRun run = DenseRun.of(TaskContract.acting(d), shape);
      String evidence = run.evidence().get(d.name());
      assertNotNull(evidence);
      assertFalse(evidence.contains("did nothing") || evidence.contains("NaN"), evidence);
      assertFalse(
          Arrays.equals(run.maps(), DenseRun.of(TaskContract.companions(d), shape).maps()),
          d.name() + ": " + evidence);
      run.losses().forEach(loss -> assertTrue(Double.isFinite(loss), d.name()));
      int pixels = shape.plane();
      for (int i = 0; i < run.maps().length / 2; i++) {
        int at = i / pixels * 2 * pixels + i % pixels;
        assertEquals(1, run.maps()[at] + run.maps()[at + pixels], 1e-5, d.name());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void sameSeedSameRun(Descriptor d) {
    DenseRun one = DenseRun.of(TaskContract.acting(d), DEEP);
    DenseRun two = DenseRun.of(TaskContract.acting(d), DEEP);
    assertEquals(one.losses(), two.losses());
    assertEquals(one.evidence(), two.evidence());
    assertArrayEquals(one.maps(), two.maps());
  }
}
