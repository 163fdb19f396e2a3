package io.ridgeline.metric;

import io.ridgeline.image.Spacing;

/**
 * A lattice of pixels or voxels, row-major: depth, height, width. An axis of length one is no axis:
 * along it nothing has neighbours or an edge, so an image of one slice is flat.
 *
 * @param depth number of slices; 1 for a flat image
 * @param height number of rows
 * @param width number of columns
 * @param spacing from one centre to the next
 */
public record Grid(int depth, int height, int width, Spacing spacing) {
  /**
   * Checks the lengths.
   *
   * @throws IllegalArgumentException if a length is not positive or there are 2³¹ voxels or more
   */
  public Grid {
    if (depth < 1 || height < 1 || width < 1) {
      throw new IllegalArgumentException("not a grid: " + depth + "x" + height + "x" + width);
    }
    long size = (long) depth * height;
    if (size > Integer.MAX_VALUE || size * width > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("too large: " + depth + "x" + height + "x" + width);
    }
  }

  /** The number of voxels. */
  public int size() {
    return depth * height * width;
  }

  /** The number of voxels along axis 0 (depth), 1 (height) or 2 (width). */
  int length(int axis) {
    return axis == 0 ? depth : axis == 1 ? height : width;
  }

  /** How far apart in the array neighbours along an axis lie. */
  int stride(int axis) {
    return axis == 0 ? height * width : axis == 1 ? width : 1;
  }

  /** How far apart in space neighbours along an axis lie. */
  double step(int axis) {
    return axis == 0 ? spacing.depth() : axis == 1 ? spacing.height() : spacing.width();
  }
}
