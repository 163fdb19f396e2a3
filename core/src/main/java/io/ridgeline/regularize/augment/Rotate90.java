package io.ridgeline.regularize.augment;

import io.ridgeline.data.Shape;
import io.ridgeline.describe.Cost;
import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Method;
import io.ridgeline.describe.Paper;
import io.ridgeline.describe.Real;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Turns images at random by 90, 180 or 270 degrees; those that are not square by 180 only. Volumes
 * turn within their slices.
 */
@Method(
    name = "rotate90",
    summary = "Turns training images at random by right angles.",
    formula = "each image: with probability p turned by 90, 180 or 270 degrees, each alike",
    when = "No direction is special: microscopy, skin, overhead views. Not radiographs.",
    paper = @Paper("Dieleman, Willett & Dambre 2015, MNRAS 450(2)"),
    cost = Cost.ONE_PASS_OVER_BATCH)
public record Rotate90(
    @Real(
            doc = "probability p of a turn",
            def = 0.5,
            max = 1,
            off = 0,
            search = {0, 0.75})
        double p)
    implements GeometricTransform {
  private static final List<Symmetry> TURNS =
      List.of(Symmetry.QUARTER_TURN, Symmetry.HALF_TURN, Symmetry.THREE_QUARTER_TURN);

  /** Refuses a probability outside [0, 1]. */
  public Rotate90 {
    Descriptor.check(Rotate90.class, p);
  }

  @Override
  public Motion draw(int n, Shape shape, RandomGenerator random) {
    boolean square = shape.height() == shape.width();
    return new Reflections(
        Stream.generate(() -> turn(square, random)).limit(n).toList(),
        shape.height(),
        shape.width());
  }

  private Symmetry turn(boolean square, RandomGenerator random) {
    boolean turned = random.nextDouble() < p;
    Symmetry turn = square ? TURNS.get(random.nextInt(TURNS.size())) : Symmetry.HALF_TURN;
    return turned ? turn : Symmetry.IDENTITY;
  }
}
