package io.ridgeline.regularize.augment;

import io.ridgeline.describe.Cost;
import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Method;
import io.ridgeline.describe.Paper;
import io.ridgeline.describe.Real;
import io.ridgeline.describe.TaskKind;
import io.ridgeline.engine.Tensor;
import io.ridgeline.regularize.Batch;
import io.ridgeline.regularize.BatchTransform;
import java.util.random.RandomGenerator;

/**
 * Multiplies images by a smooth random field, as the sensitivity of a coil or a probe does.
 *
 * <p>The field is the exponential of a polynomial of degree 3 in x and y, both in [−1, 1]. It has
 * no constant term, which would be a gain of the whole image and is what {@code intensity} is for.
 * Normalized images have no zero of their own: intensities count from the image's smallest value.
 */
@Method(
    name = "bias-field",
    summary = "Multiplies training images by a smooth random field.",
    formula = "x ← l + (x − l)·exp(Σ c_ij u^i v^j), 1 ≤ i+j ≤ 3, c ~ U(−s, s), l = min x",
    when = "Magnetic resonance and ultrasound, whose brightness drifts over the image.",
    paper = @Paper("Sudre, Cardoso & Ourselin 2017, Medical Image Analysis 38"),
    tasks = {TaskKind.CLASSIFICATION, TaskKind.SEGMENTATION},
    cost = Cost.ONE_PASS_OVER_BATCH)
public record BiasField(
    @Real(
            doc = "largest coefficient s",
            def = 0.3,
            max = 2,
            off = 0,
            search = {0, 0.5})
        double strength)
    implements BatchTransform {
  private static final int DEGREE = 3;
  private static final int TERMS = 9;

  /** Refuses a strength outside [0, 2]. */
  public BiasField {
    Descriptor.check(BiasField.class, strength);
  }

  @Override
  public Batch transform(Batch batch, RandomGenerator random) {
    Tensor images = batch.images();
    int n = (int) images.size(0);
    float[] coefficients = new float[n * TERMS];
    for (int i = 0; i < coefficients.length; i++) {
      coefficients[i] = (float) Draws.symmetric(random, strength);
    }
    Tensor low = images.lowest(1, 2, 3);
    Tensor field = field(coefficients, (int) images.size(2), (int) images.size(3));
    return new Batch(images.minus(low).times(field).plus(low), batch.targets());
  }

  /**
   * The fields {@code [N, 1, H, W]}.
   *
   * @param coefficients nine an image: of v, v², v³, u, uv, uv², u², u²v, u³, u right and v down
   */
  static Tensor field(float[] coefficients, int height, int width) {
    float[] powers = new float[TERMS * height * width];
    int at = 0;
    for (int i = 0; i <= DEGREE; i++) {
      for (int j = i == 0 ? 1 : 0; i + j <= DEGREE; j++) {
        for (int row = 0; row < height; row++) {
          for (int column = 0; column < width; column++) {
            double u = (2 * column + 1.0) / width - 1;
            double v = (2 * row + 1.0) / height - 1;
            powers[at++] = (float) (power(u, i) * power(v, j));
          }
        }
      }
    }
    int n = coefficients.length / TERMS;
    return Tensor.of(coefficients, n, TERMS)
        .matrixTimes(Tensor.of(powers, TERMS, (long) height * width))
        .exp()
        .reshape(n, 1, height, width);
  }

  private static double power(double x, int exponent) {
    double product = 1;
    for (int k = 0; k < exponent; k++) {
      product *= x;
    }
    return product;
  }
}
