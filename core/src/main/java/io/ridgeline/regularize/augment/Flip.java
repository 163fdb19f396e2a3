package io.ridgeline.regularize.augment;

import io.ridgeline.data.Shape;
import io.ridgeline.describe.Cost;
import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Method;
import io.ridgeline.describe.Paper;
import io.ridgeline.describe.Real;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Mirrors images at random, left to right and top to bottom.
 *
 * <p>Volumes are mirrored within their slices, along the last axis and the one before it; the
 * slices keep their order.
 */
@Method(
    name = "flip",
    summary = "Mirrors training images at random.",
    formula = "each image: mirrored left-right with probability h, top-bottom with probability v",
    when =
        "The mirrored image could have been taken. Ultrasound has a top and a bottom: keep v at 0.",
    paper = @Paper("Krizhevsky, Sutskever & Hinton 2012, NeurIPS 25"),
    cost = Cost.ONE_PASS_OVER_BATCH)
public record Flip(
    @Real(doc = "probability h of left-right", def = 0.5, max = 1, off = 0) double horizontal,
    @Real(doc = "probability v of top-bottom", def = 0, max = 1, off = 0) double vertical)
    implements GeometricTransform {
  /** Refuses probabilities outside [0, 1]. */
  public Flip {
    Descriptor.check(Flip.class, horizontal, vertical);
  }

  @Override
  public Motion draw(int n, Shape shape, RandomGenerator random) {
    boolean[] columns = chosen(n, horizontal, random);
    boolean[] rows = chosen(n, vertical, random);
    return new Reflections(
        IntStream.range(0, n).mapToObj(i -> Symmetry.flip(columns[i], rows[i])).toList(),
        shape.height(),
        shape.width());
  }

  private static boolean[] chosen(int n, double p, RandomGenerator random) {
    boolean[] chosen = new boolean[n];
    for (int i = 0; i < n; i++) {
      chosen[i] = random.nextDouble() < p;
    }
    return chosen;
  }
}
