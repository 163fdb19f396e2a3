package io.ridgeline.regularize.augment;

import io.ridgeline.describe.Cost;
import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Method;
import io.ridgeline.describe.Paper;
import io.ridgeline.describe.Real;
import io.ridgeline.engine.Functions;
import io.ridgeline.engine.Tensor;
import io.ridgeline.regularize.Batch;
import io.ridgeline.regularize.BatchTransform;
import java.util.random.RandomGenerator;

/**
 * Rotates, scales, shears and moves images at random, bilinear, with the mean intensity outside.
 *
 * <p>The map of one image takes output to input coordinates: p = R(φ)·S(s)·H(k)·q + t, in units of
 * half the image. Images are normalized, so that zero outside is the mean of the training part.
 */
@Method(
    name = "affine",
    summary = "Rotates, scales, shears and moves training images at random.",
    formula =
        "each image: φ ~ U(−r, r), s ~ U(1−a, 1+a), k ~ U(−h, h), t ~ U(−d, d)² in image sizes",
    when = "Nearly always with images; as large as what a reader would still call the same case.",
    paper = @Paper("Simard, Steinkraus & Platt 2003, ICDAR"),
    cost = Cost.ONE_PASS_OVER_BATCH)
public record Affine(
    @Real(
            doc = "largest rotation r, in degrees",
            def = 15,
            max = 180,
            off = 0,
            search = {0, 30})
        double rotation,
    @Real(
            doc = "largest change a of the scale",
            def = 0.15,
            max = 0.9,
            off = 0,
            search = {0, 0.3})
        double scale,
    @Real(
            doc = "largest shear h, as a tangent",
            def = 0,
            max = 1,
            off = 0,
            search = {0, 0.2})
        double shear,
    @Real(
            doc = "largest shift d, as a share of the image",
            def = 0.08,
            max = 0.5,
            off = 0,
            search = {0, 0.15})
        double shift)
    implements BatchTransform {
  /** Refuses values out of range. */
  public Affine {
    Descriptor.check(Affine.class, rotation, scale, shear, shift);
  }

  @Override
  public Batch transform(Batch batch, RandomGenerator random) {
    if (rotation == 0 && scale == 0 && shear == 0 && shift == 0) {
      return batch;
    }
    int n = (int) batch.images().size(0);
    double aspect = (double) batch.images().size(2) / batch.images().size(3);
    float[] maps = new float[n * 6];
    for (int i = 0; i < n; i++) {
      double angle = Math.toRadians(symmetric(random, rotation));
      double zoom = 1 / (1 + symmetric(random, scale));
      double slant = symmetric(random, shear);
      // one image size is two units
      double right = 2 * symmetric(random, shift);
      double down = 2 * symmetric(random, shift);
      double[] map = map(angle, zoom, slant, right, down, aspect);
      for (int k = 0; k < 6; k++) {
        maps[i * 6 + k] = (float) map[k];
      }
    }
    return new Batch(Functions.warp(batch.images(), Tensor.of(maps, n, 2, 3)), batch.targets());
  }

  /**
   * The 2×3 map from output to input coordinates, row by row.
   *
   * @param aspect height over width: both axes run from −1 to 1, and a circle must stay one
   */
  static double[] map(
      double angle, double zoom, double slant, double right, double down, double aspect) {
    double cos = StrictMath.cos(angle) * zoom;
    double sin = StrictMath.sin(angle) * zoom;
    return new double[] {
      cos, (cos * slant - sin) * aspect, right, sin / aspect, sin * slant + cos, down
    };
  }

  private static double symmetric(RandomGenerator random, double largest) {
    return (2 * random.nextDouble() - 1) * largest;
  }
}
