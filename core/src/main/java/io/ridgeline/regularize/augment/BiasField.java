package io.ridgeline.regularize.augment;

import io.ridgeline.data.Shape;
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
 * <p>The field is the exponential of a polynomial of degree 3 in x and y, both in [−1, 1], and of
 * volumes in z too. It has no constant term, which would be a gain of the whole image and is what
 * {@code intensity} is for. Normalized images have no zero of their own: intensities count from the
 * image's smallest value.
 */
@Method(
    name = "bias-field",
    summary = "Multiplies training images by a smooth random field.",
    formula =
        "x ← l + (x − l)·exp(Σ c_ij u^i v^j), 1 ≤ i+j ≤ 3, c ~ U(−s, s), l = min x; of volumes"
            + " c_ijk u^i v^j w^k, 1 ≤ i+j+k ≤ 3",
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
  private static final int VOLUME_TERMS = 19;

  /** Refuses a strength outside [0, 2]. */
  public BiasField {
    Descriptor.check(BiasField.class, strength);
  }

  @Override
  public Batch transform(Batch batch, RandomGenerator random) {
    Tensor images = batch.images();
    Shape shape = Axes.shape(images);
    int n = (int) images.size(0);
    float[] coefficients = new float[n * (shape.dims() == 3 ? VOLUME_TERMS : TERMS)];
    for (int i = 0; i < coefficients.length; i++) {
      coefficients[i] = (float) Draws.symmetric(random, strength);
    }
    Tensor low = images.lowest(Axes.image(images));
    Tensor field =
        shape.dims() == 3
            ? volumeField(coefficients, shape)
            : field(coefficients, shape.height(), shape.width());
    return new Batch(images.minus(low).times(field).plus(low), batch.targets());
  }

  /**
   * The fields {@code [N, 1, H, W]}.
   *
   * @param coefficients nine an image: of v, v², v³, u, uv, uv², u², u²v, u³, u right and v down
   */
  static Tensor field(float[] coefficients, int height, int width) {
    int n = coefficients.length / TERMS;
    return Tensor.of(coefficients, n, TERMS)
        .matrixTimes(powers(height, width, 1))
        .exp()
        .reshape(n, 1, height, width);
  }

  /** The powers u^i v^j with {@code least} ≤ i+j ≤ 3 at every pixel, {@code [terms, H·W]}. */
  private static Tensor powers(int height, int width, int least) {
    int terms = TERMS + 1 - least;
    float[] powers = new float[terms * height * width];
    int at = 0;
    for (int i = 0; i <= DEGREE; i++) {
      for (int j = i == 0 ? least : 0; i + j <= DEGREE; j++) {
        for (int row = 0; row < height; row++) {
          for (int column = 0; column < width; column++) {
            powers[at++] = (float) (power(place(column, width), i) * power(place(row, height), j));
          }
        }
      }
    }
    return Tensor.of(powers, terms, (long) height * width);
  }

  /**
   * The fields {@code [N, 1, D, H, W]}.
   *
   * @param coefficients nineteen a volume: of u^i v^j w^k by i, then j, then k; u right, v down, w
   *     on to later slices
   */
  static Tensor volumeField(float[] coefficients, Shape shape) {
    int n = coefficients.length / VOLUME_TERMS;
    int powersOfW = DEGREE + 1;
    // for each power of w the polynomial in u and v that it is multiplied by: 10 terms
    float[] planes = new float[n * powersOfW * (TERMS + 1)];
    int from = 0;
    for (int image = 0; image < n; image++) {
      int term = 0;
      for (int i = 0; i <= DEGREE; i++) {
        for (int j = 0; i + j <= DEGREE; j++) {
          for (int k = i + j == 0 ? 1 : 0; i + j + k <= DEGREE; k++) {
            planes[(image * powersOfW + k) * (TERMS + 1) + term] = coefficients[from++];
          }
          term++;
        }
      }
    }
    float[] slices = new float[shape.depth() * powersOfW];
    for (int i = 0; i < slices.length; i++) {
      slices[i] = (float) power(place(i / powersOfW, shape.depth()), i % powersOfW);
    }
    return Tensor.of(slices, shape.depth(), powersOfW)
        .matrixTimes(
            Tensor.of(planes, n, powersOfW, TERMS + 1)
                .matrixTimes(powers(shape.height(), shape.width(), 0)))
        .exp()
        .reshape(n, 1, shape.depth(), shape.height(), shape.width());
  }

  /** Where the centre of a pixel lies, from −1 to 1. */
  private static double place(int pixel, int length) {
    return (2 * pixel + 1.0) / length - 1;
  }

  private static double power(double x, int exponent) {
    double product = 1;
    for (int k = 0; k < exponent; k++) {
      product *= x;
    }
    return product;
  }
}
