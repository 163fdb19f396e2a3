package io.ridgeline.regularize.augment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.ridgeline.Fixture;
import io.ridgeline.engine.Generator;
import io.ridgeline.engine.NoLeaks;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Tensor;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class PhotometryTest {
  private static final JsonNode FIXTURE = Fixture.read("regularize/augment.json");

  /** As the reference, for the image between others and as one of two channels. */
  private static void assertAsReference(String name, UnaryOperator<Tensor> operation) {
    try (Scope scope = Scope.open()) {
      float[] image = Fixture.floats(FIXTURE.get("image"));
      float[] expected = Fixture.floats(FIXTURE.get(name).get("result"));
      Tensor one = Tensor.of(image, 1, 1, 9, 7);
      assertArrayEquals(expected, operation.apply(one).toArray(), 2e-6f);
      Tensor two = Tensor.join(1, one, one.flip(3));
      float[] changed = operation.apply(two).narrow(1, 1, 1).flip(3).toArray();
      assertArrayEquals(expected, changed, 2e-6f);
    }
  }

  private static Tensor column(double... values) {
    return Axes.column(Tensor.zeros(1, 1, 1, 1), values);
  }

  @Test
  void contrastIsTorchvisions() {
    assertAsReference("contrast", x -> Photometry.contrast(x, column(1.4)));
    assertAsReference("lessContrast", x -> Photometry.contrast(x, column(0.7)));
  }

  @Test
  void gammaIsTorchvisions() {
    assertAsReference("gamma", x -> Photometry.gamma(x, column(1.3)));
    assertAsReference("gammaOfNegative", x -> Photometry.gammaOfNegative(x, column(0.75)));
  }

  @Test
  void gammaKnowsNoScale() {
    try (Scope scope = Scope.open()) {
      Tensor image = Tensor.of(Fixture.floats(FIXTURE.get("image")), 1, 1, 9, 7);
      Tensor expected = Photometry.gamma(image, column(1.3)).times(4).plus(-2);
      Tensor actual = Photometry.gamma(image.times(4).plus(-2), column(1.3));
      assertArrayEquals(expected.toArray(), actual.toArray(), 1e-5f);
    }
  }

  @Test
  void blurIsSciPys() {
    assertAsReference("blur", x -> Photometry.blur(x, new double[] {1.2}, 5));
  }

  @Test
  void everyImageIsBlurredByItsOwnGaussian() {
    try (Scope scope = Scope.open()) {
      Tensor image = Tensor.of(Fixture.floats(FIXTURE.get("image")), 1, 1, 9, 7);
      Tensor both = Photometry.blur(Tensor.join(0, image, image), new double[] {0.5, 1.2}, 5);
      assertArrayEquals(
          Fixture.floats(FIXTURE.get("blur").get("result")), both.narrow(0, 1, 1).toArray(), 2e-6f);
      assertArrayEquals(
          Photometry.blur(image, new double[] {0.5}, 5).toArray(),
          both.narrow(0, 0, 1).toArray(),
          1e-6f);
    }
  }

  @Test
  void lowResolutionIsPyTorchs() {
    assertAsReference("lowResolution", x -> Photometry.lowResolution(x, new double[] {1.6}));
  }

  @Test
  void anImageOfOneValueStaysWhatItIs() {
    try (Scope scope = Scope.open()) {
      Tensor flat = Tensor.ones(1, 1, 6, 6).times(1.5);
      float[] expected = flat.toArray();
      Tensor c = column(1.4);
      assertArrayEquals(expected, Photometry.contrast(flat, c).toArray(), 1e-6f);
      assertArrayEquals(expected, Photometry.gamma(flat, c).toArray(), 1e-6f);
      assertArrayEquals(expected, Photometry.gammaOfNegative(flat, c).toArray(), 1e-6f);
      double[] two = {2};
      assertArrayEquals(expected, Photometry.blur(flat, two, 5).toArray(), 1e-6f);
      assertArrayEquals(expected, Photometry.lowResolution(flat, two).toArray(), 1e-6f);
    }
  }

  @Test
  void noiseHasItsWidth() {
    try (Scope scope = Scope.open()) {
      Tensor images = Tensor.zeros(2, 1, 100, 100);
      Tensor noisy = Photometry.gaussianNoise(images, column(0.1, 0.3), new Generator(3));
      for (int i = 0; i < 2; i++) {
        double variance = noisy.narrow(0, i, 1).square().mean().item();
        // the variance of a variance is 2σ⁴/n
        double expected = i == 0 ? 0.01 : 0.09;
        assertEquals(expected, variance, 5 * expected * Math.sqrt(2 / 10_000.0));
        assertEquals(0, noisy.narrow(0, i, 1).mean().item(), 5 * Math.sqrt(expected / 10_000));
      }
    }
  }

  @Test
  void ricianNoiseIsOfAMagnitude() {
    try (Scope scope = Scope.open()) {
      // dark background, and a bright half 4 above it
      Tensor images =
          Tensor.join(3, Tensor.zeros(1, 1, 100, 100), Tensor.ones(1, 1, 100, 100).times(4));
      Tensor noisy = Photometry.ricianNoise(images.plus(-2), column(0.3), new Generator(3)).plus(2);
      Tensor dark = noisy.narrow(3, 0, 100);
      // of a zero signal: Rayleigh, mean σ√(π/2), mean square 2σ²
      assertEquals(0.3 * Math.sqrt(Math.PI / 2), dark.mean().item(), 5 * 0.3 * 0.655 / 100);
      assertEquals(0.18, dark.square().mean().item(), 5 * 0.18 / 100);
      // mean square of any signal a: a² + 2σ²
      assertEquals(16.18, noisy.narrow(3, 100, 100).square().mean().item(), 5 * 8 * 0.3 / 100);
    }
  }
}
