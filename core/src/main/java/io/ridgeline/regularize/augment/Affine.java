package io.ridgeline.regularize.augment;

import io.ridgeline.data.Shape;
import io.ridgeline.describe.Cost;
import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Method;
import io.ridgeline.describe.Paper;
import io.ridgeline.describe.Real;
import io.ridgeline.regularize.Batch;
import java.util.random.RandomGenerator;

/**
 * Rotates, scales, shears and moves images at random, bilinear, with the mean intensity outside.
 *
 * <p>The map of one image takes output to input coordinates: p = R(φ)·S(s)·H(k)·q + t, in units of
 * half the image. Images are normalized, so that zero outside is the mean of the training part.
 *
 * <p>A volume turns about one of its three axes, each alike, is sheared within its slices, and is
 * scaled and moved along all axes. It turns in voxels: those that are no cubes make a rotation
 * across slices a shear, so that such volumes want one spacing first.
 */
@Method(
    name = "affine",
    summary = "Rotates, scales, shears and moves training images at random.",
    formula =
        "each image: φ ~ U(−r, r), s ~ U(1−a, 1+a), k ~ U(−h, h), t ~ U(−d, d)² in image sizes;"
            + " a volume about a random axis, t ~ U(−d, d)³",
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
    implements GeometricTransform {
  /** Refuses values out of range. */
  public Affine {
    Descriptor.check(Affine.class, rotation, scale, shear, shift);
  }

  @Override
  public Batch transform(Batch batch, RandomGenerator random) {
    if (rotation == 0 && scale == 0 && shear == 0 && shift == 0) {
      return batch;
    }
    return GeometricTransform.super.transform(batch, random);
  }

  @Override
  public Motion draw(int n, Shape shape, RandomGenerator random) {
    boolean volumes = shape.dims() == 3;
    double[][] maps = new double[n][];
    for (int i = 0; i < n; i++) {
      double angle = Math.toRadians(Draws.symmetric(random, rotation));
      double zoom = 1 / (1 + Draws.symmetric(random, scale));
      double slant = Draws.symmetric(random, shear);
      // one image size is two units
      double right = 2 * Draws.symmetric(random, shift);
      double down = 2 * Draws.symmetric(random, shift);
      if (volumes) {
        double deep = 2 * Draws.symmetric(random, shift);
        double[] shifts = {right, down, deep};
        maps[i] = AffineMaps.ofVolume(random.nextInt(3), angle, zoom, slant, shifts, shape);
      } else {
        maps[i] = AffineMaps.of(angle, zoom, slant, right, down, aspect(shape));
      }
    }
    return AffineMaps.motion(maps, shape);
  }

  private static double aspect(Shape shape) {
    return (double) shape.height() / shape.width();
  }
}
