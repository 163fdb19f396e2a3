package io.ridgeline.model;

import io.ridgeline.StudyFileException;
import io.ridgeline.data.Shape;

/**
 * Which images a {@link UNet} takes: those whose sides can be halved as often as it halves them.
 */
final class UNetSize {
  private UNetSize() {}

  /**
   * Returns if {@code plan} takes images of this form.
   *
   * @throws StudyFileException saying which sizes would do
   */
  static void require(UNet plan, Shape input) {
    if (plan.flat() > 0 && input.dims() == 2) {
      throw new StudyFileException(
          "unet.flat = "
              + plan.flat()
              + " is about the depth of volumes, and the images are flat, "
              + input
              + "; leave it out");
    }
    int side = 1 << plan.halvings();
    int depth = input.dims() == 3 ? 1 << plan.depthHalvings() : 1;
    Shape below = multiples(input, depth, side, false);
    Shape above = multiples(input, depth, side, true);
    if (!above.equals(input)) {
      boolean tooSmall = below.plane() == 0;
      throw new StudyFileException(
          "unet.levels = "
              + plan.levels()
              + " halves height and width "
              + plan.halvings()
              + (input.dims() == 3 ? " and depth " + plan.depthHalvings() : "")
              + " times, which images of "
              + input
              + " do not allow; prepare them as "
              + (tooSmall ? "" : below + " or ")
              + above
              + ", or give fewer levels");
    }
    if (input.plane() == side * side * depth) {
      // the statistics of one value a channel would be none: see BatchNorm with a batch of one
      throw new StudyFileException(
          "unet.levels = "
              + plan.levels()
              + " halves images of "
              + input
              + " to a single value, which cannot be normalized; give fewer levels");
    }
  }

  /** The nearest form whose depth is a multiple of one number and whose other sides of another. */
  private static Shape multiples(Shape input, int depth, int side, boolean up) {
    return new Shape(
        input.channels(),
        multiple(input.depth(), depth, up),
        multiple(input.height(), side, up),
        multiple(input.width(), side, up));
  }

  private static int multiple(int length, int of, boolean up) {
    return (length + (up ? of - 1 : 0)) / of * of;
  }
}
