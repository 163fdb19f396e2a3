package io.ridgeline.data;

import java.util.Optional;

/**
 * An upright rectangle in an image, in pixels from its upper left corner; the pixel in column x
 * reaches from x to x + 1.
 *
 * @param left of its left edge
 * @param top of its upper edge
 * @param right of its right edge, beyond the left
 * @param bottom of its lower edge, beyond the top
 */
public record Box(double left, double top, double right, double bottom) {
  /**
   * Refuses what has no area.
   *
   * @throws IllegalArgumentException if an edge is no finite number, or the box has no width or no
   *     height
   */
  public Box {
    if (!(right > left && bottom > top) || !Double.isFinite((right - left) * (bottom - top))) {
      throw new IllegalArgumentException(
          "a box from " + left + ", " + top + " to " + right + ", " + bottom + " has no area");
    }
  }

  /** What of a rectangle lies in an image of the given size; empty if nothing does. */
  public static Optional<Box> within(
      double left, double top, double right, double bottom, double width, double height) {
    double x0 = Math.max(left, 0);
    double y0 = Math.max(top, 0);
    double x1 = Math.min(right, width);
    double y1 = Math.min(bottom, height);
    return x1 > x0 && y1 > y0 ? Optional.of(new Box(x0, y0, x1, y1)) : Optional.empty();
  }

  /** From the left edge to the right. */
  public double width() {
    return right - left;
  }

  /** From the upper edge to the lower. */
  public double height() {
    return bottom - top;
  }

  /** In square pixels. */
  public double area() {
    return width() * height();
  }

  /** The area that this box and another share. */
  public double intersection(Box other) {
    double across = Math.min(right, other.right) - Math.max(left, other.left);
    double down = Math.min(bottom, other.bottom) - Math.max(top, other.top);
    return across <= 0 || down <= 0 ? 0 : across * down;
  }

  /** The shared area over the area that either covers (Jaccard), 0 to 1. */
  public double overlap(Box other) {
    double shared = intersection(other);
    return shared / (area() + other.area() - shared);
  }
}
