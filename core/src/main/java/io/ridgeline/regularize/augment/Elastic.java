package io.ridgeline.regularize.augment;

import io.ridgeline.data.Shape;
import io.ridgeline.describe.Cost;
import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Method;
import io.ridgeline.describe.Paper;
import io.ridgeline.describe.Real;
import io.ridgeline.describe.TaskKind;
import io.ridgeline.engine.Generator;
import io.ridgeline.engine.Images;
import io.ridgeline.engine.Tensor;
import java.util.random.RandomGenerator;

/**
 * Deforms images at random, as soft tissue does: by a smooth random displacement.
 *
 * <p>The displacement is drawn at knots at most 2σ apart and bicubic between them, which is about
 * as smooth as white noise under a Gaussian of σ, the paper's way, at a fraction of its time. Both
 * σ and α are in pixels of the image that the model sees; α above a third of the distance of the
 * knots may fold the image over itself. Volumes are deformed along all three axes, by as many
 * voxels along each: those that are no cubes want one spacing first.
 */
@Method(
    name = "elastic",
    summary = "Deforms training images smoothly at random.",
    formula =
        "a pixel at q shows what lay at q + d(q); d ~ U(−α, α)² (volumes: U(−α, α)³) at knots at"
            + " most 2σ apart, cubic between",
    when = "Soft tissue and cells, whose shapes vary; not where a shape is measured.",
    paper = @Paper("Simard, Steinkraus & Platt 2003, ICDAR"),
    tasks = {TaskKind.CLASSIFICATION, TaskKind.SEGMENTATION},
    cost = Cost.ONE_PASS_OVER_BATCH)
public record Elastic(
    @Real(
            doc = "largest displacement α at a knot, in pixels",
            def = 4,
            max = 100,
            off = 0,
            search = {0, 4})
        double alpha,
    @Real(
            doc = "smoothness σ: half the largest distance of the knots, in pixels",
            def = 12,
            min = 1,
            max = 500,
            search = {8, 32})
        double sigma)
    implements GeometricTransform {
  /** Refuses values out of range. */
  public Elastic {
    Descriptor.check(Elastic.class, alpha, sigma);
  }

  @Override
  public Motion draw(int n, Shape shape, RandomGenerator random) {
    Generator source = new Generator(random.nextLong());
    int rows = knots(shape.height());
    int columns = knots(shape.width());
    if (shape.dims() == 2) {
      Tensor knots = atKnots(source, n, 2, rows, columns);
      return new Displacement(Images.bicubic(knots, shape.height(), shape.width(), true));
    }
    Tensor knots = atKnots(source, n, 3, knots(shape.depth()), rows, columns);
    return GridMotion.displaced(
        Images.tricubic(knots, shape.depth(), shape.height(), shape.width(), true), shape);
  }

  private Tensor atKnots(Generator source, long... knots) {
    return source.uniform(knots).times(2).plus(-1).times(alpha);
  }

  private int knots(int length) {
    return Math.max(2, (int) Math.ceil(length / (2 * sigma)) + 1);
  }
}
