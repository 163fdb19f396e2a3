package io.ridgeline.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ridgeline.engine.NoLeaks;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One place and one object, by hand; whole networks are compared with PyTorch in FcosTest. */
@ExtendWith(NoLeaks.class)
class FocalGiouTest {
  /** A place at (4, 4), stride 8, that says p = 1/2, a box from 0 to 8, centreness 1/2. */
  private static Tensor outputs() {
    return Tensor.of(new float[] {0, 4, 4, 4, 4, 0, 4, 4, 8}, 1, 1, 9);
  }

  /** An object from (2, 0) to (8, 8), of which there is so much. */
  private static Tensor object(float weight) {
    return Tensor.of(new float[] {weight, 2, 0, 8, 8}, 1, 1, 5);
  }

  /**
   * Focal: ¼ · ¼ · ln 2. Box: 48 of 64 are shared and the hull is the larger box, GIoU = ¾.
   * Centreness: √(2/4 · 4/4) = .7071, its cross-entropy at ½ is ln 2.
   */
  @Test
  void theThreePartsAddUp() {
    try (Scope scope = Scope.open()) {
      double expected = Math.log(2) / 16 + 0.25 + Math.log(2);
      assertEquals(expected, new FocalGiou().value(outputs(), object(1)).item(), 1e-6);
      double nothing = 0.75 / 4 * Math.log(2);
      assertEquals(nothing, new FocalGiou().value(outputs(), object(0)).item(), 1e-6);
    }
  }

  /**
   * Of half an object: soft target ½, p of the truth ½; centreness half, the box's mean as it is.
   */
  @Test
  void anObjectThatIsHalfThereWeighsHalf() {
    try (Scope scope = Scope.open()) {
      double focal = (0.25 / 2 + 0.75 / 2) / 4 * Math.log(2);
      double expected = focal + 0.25 + Math.log(2) / 2;
      assertEquals(expected, new FocalGiou().value(outputs(), object(0.5f)).item(), 1e-6);
    }
  }

  /** Of two objects around one place the one that is more there, else the smaller one. */
  @Test
  void aPlaceFindsWhatIsMostThere() {
    PlaceTargets places = new PlaceTargets(new float[] {4, 4, 8});
    float[] large = {0.9f, 0, 0, 8, 8, 0.1f, 2, 2, 6, 6};
    assertArrayEquals(new int[] {0}, places.assign(large, 1));
    float[] alike = {0.5f, 0, 0, 8, 8, 0.5f, 2, 2, 6, 6};
    assertArrayEquals(new int[] {1}, places.assign(alike, 1));
    float[] none = {0, 0, 0, 8, 8, 0, 2, 2, 6, 6};
    assertArrayEquals(new int[] {-1}, places.assign(none, 1));
  }
}
