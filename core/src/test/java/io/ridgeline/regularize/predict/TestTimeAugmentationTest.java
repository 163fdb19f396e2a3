package io.ridgeline.regularize.predict;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ridgeline.engine.NoLeaks;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Tensor;
import io.ridgeline.model.Pass;
import io.ridgeline.regularize.Scorer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class TestTimeAugmentationTest {
  /** Of each image the product of the first two pixels of its first row, and the image's number. */
  private static final Scorer FIRST_TWO =
      (images, pass) -> {
        int n = (int) images.size(0);
        double[][] rows = new double[n][];
        for (int i = 0; i < n; i++) {
          float[] x = images.narrow(0, i, 1).toArray();
          rows[i] = new double[] {x[0] * x[1], i};
        }
        return rows;
      };

  private static double[][] predicted(String symmetries, float[] pixels, long... shape) {
    try (Scope scope = Scope.open()) {
      return new TestTimeAugmentation(symmetries)
          .predict(Tensor.of(pixels, shape), Pass.EVALUATION, FIRST_TWO, k -> Pass.EVALUATION);
    }
  }

  private static double ofOne(String symmetries) {
    return predicted(symmetries, new float[] {1, 2, 3, 4}, 1, 1, 2, 2)[0][0];
  }

  @Test
  void isTheMeanOverItsSymmetries() {
    assertEquals(2, ofOne("none"));
    assertEquals(2, ofOne("mirror"));
    // 1·2, 2·1, 3·4, 4·3
    assertEquals(7, ofOne("flips"), 1e-12);
    // and 1·3, 3·1, 2·4, 4·2
    assertEquals(6.25, ofOne("dihedral"), 1e-12);
  }

  @Test
  void anImageThatIsNotSquareIsOnlyFlipped() {
    float[] pixels = {1, 2, 3, 4, 5, 6};
    // 1·2, 3·2, 4·5, 6·5
    assertEquals(14.5, predicted("flips", pixels, 1, 1, 2, 3)[0][0], 1e-12);
    assertEquals(14.5, predicted("dihedral", pixels, 1, 1, 2, 3)[0][0], 1e-12);
    // 1·2, 3·2
    assertEquals(4, predicted("mirror", pixels, 1, 1, 2, 3)[0][0], 1e-12);
  }

  @Test
  void everyImageHasItsRow() {
    double[][] rows = predicted("dihedral", new float[] {1, 2, 3, 4, 1, 1, 1, 1}, 2, 1, 2, 2);
    assertArrayEquals(new double[] {6.25, 0}, rows[0], 1e-12);
    assertArrayEquals(new double[] {1, 1}, rows[1], 1e-12);
  }
}
