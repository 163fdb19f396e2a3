package io.ridgeline.model;

import io.ridgeline.data.Shape;
import io.ridgeline.image.Spacing;

/**
 * How often a U-Net halves each axis, after nnU-Net: until a further halving would leave fewer than
 * 4 pixels; an axis that is coarser than the finest one by a factor of 2 or more waits until it is
 * not.
 *
 * <p>Height and width are halved together, as often as the shorter one allows; only the depth
 * waits. A depth that allows fewer halvings waits, too, where nnU-Net would halve it first.
 *
 * @param levels of the U-Net, the lowest included
 * @param flat the levels that leave the depth as it is
 * @param patch the size, filled up to what can be halved so often
 */
record UNetTopology(int levels, int flat, Shape patch) {
  private static final int SMALLEST = 4;
  private static final int COARSER = 2;

  /** Of 2-D and of 3-D networks, so that 8 channels at first stay within nnU-Net's 512 and 320. */
  private static final int[] MOST_LEVELS = {0, 0, 7, 6};

  /** For images of one size. */
  static UNetTopology of(Shape size, Spacing spacing) {
    int most = MOST_LEVELS[size.dims()] - 1;
    int plane = Math.min(most, Math.max(1, halvings(Math.min(size.height(), size.width()))));
    int flat = 0;
    if (size.dims() == 3) {
      double coarser = spacing.depth() / Math.min(spacing.height(), spacing.width());
      for (; coarser >= COARSER && flat < plane; coarser /= 2) {
        flat++;
      }
      flat = Math.max(flat, plane - halvings(size.depth()));
    }
    int side = 1 << plane;
    int depth = size.dims() == 3 ? 1 << (plane - flat) : 1;
    Shape patch =
        new Shape(
            size.channels(),
            filled(size.depth(), depth),
            filled(Math.max(SMALLEST, size.height()), side),
            filled(Math.max(SMALLEST, size.width()), side));
    return new UNetTopology(plane + 1, flat, patch);
  }

  private static int halvings(int length) {
    int n = 0;
    for (int left = length; left >= 2 * SMALLEST; left = (left + 1) / 2) {
      n++;
    }
    return n;
  }

  private static int filled(int length, int multiple) {
    return (length + multiple - 1) / multiple * multiple;
  }

  /** How many times height and width are halved. */
  int planeHalvings() {
    return levels - 1;
  }

  /** How many times the depth is halved. */
  int depthHalvings() {
    return patch.dims() == 3 ? levels - 1 - flat : 0;
  }

  /**
   * The patch shortened by one step along the axis on which it covers most of an image.
   *
   * @param image whose axes the patch's are compared with
   * @return the patch itself if no axis can be shortened
   */
  Shape shortened(Shape image) {
    int[] lengths = {patch.depth(), patch.height(), patch.width()};
    int[] whole = {image.depth(), image.height(), image.width()};
    int[] steps = {1 << depthHalvings(), 1 << planeHalvings(), 1 << planeHalvings()};
    int axis = -1;
    for (int i = patch.dims() == 3 ? 0 : 1; i < lengths.length; i++) {
      boolean possible = lengths[i] - steps[i] >= 2 * SMALLEST;
      boolean first = axis < 0;
      if (possible
          && (first || (double) lengths[i] / whole[i] > (double) lengths[axis] / whole[axis])) {
        axis = i;
      }
    }
    if (axis >= 0) {
      lengths[axis] -= steps[axis];
    }
    return new Shape(patch.channels(), lengths[0], lengths[1], lengths[2]);
  }
}
