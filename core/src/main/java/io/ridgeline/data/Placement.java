package io.ridgeline.data;

import io.ridgeline.data.DataSpec.Preparation.Resize;
import io.ridgeline.image.Interpolation;
import io.ridgeline.image.Spacing;
import java.util.Arrays;
import java.util.Optional;

/**
 * Where an image comes to lie on another grid; the same for its pixels, mask and boxes. Sizes are
 * {depth, height, width}.
 *
 * @param from size of the image
 * @param inner size to which it is brought
 * @param to size of the grid
 * @param corner of the image on the grid
 */
record Placement(int[] from, int[] inner, int[] to, int[] corner) {
  private static final int AXES = 3;

  /** In pixels; less is no box that anything could be learnt from. */
  private static final double LEAST_SIDE = 1e-6;

  /** Shares closer than this are equal: sums in single precision differ in their last bits. */
  private static final float TIE = 1e-6f;

  /** By stretching each axis, or by one factor for all with the image in the middle. */
  static Placement of(int[] from, int[] to, Resize resize) {
    int[] inner = to.clone();
    int[] corner = new int[AXES];
    if (resize == Resize.LETTERBOX) {
      double factor = Double.POSITIVE_INFINITY;
      for (int a = 0; a < AXES; a++) {
        // The one slice of a flat image is not an axis to be filled.
        factor = from[a] == 1 && to[a] == 1 ? factor : Math.min(factor, (double) to[a] / from[a]);
      }
      for (int a = 0; a < AXES; a++) {
        inner[a] = Math.min(to[a], Math.max(1, (int) Math.round(from[a] * factor)));
        corner[a] = (to[a] - inner[a]) / 2;
      }
    }
    return new Placement(from, inner, to, corner);
  }

  /** The pixels on the grid, around them the mean of the image's outermost pixels. */
  float[] pixels(float[] plane, Interpolation by) {
    float[] fitted = resized(plane, by);
    if (Arrays.equals(inner, to)) {
      return fitted;
    }
    float[] pixels = new float[count(to)];
    Arrays.fill(pixels, border(plane));
    copy(fitted, pixels);
    return pixels;
  }

  /**
   * The classes on the grid, around them the background.
   *
   * <p>Each class is resized as an image that is 1 where it is and 0 elsewhere, and the largest is
   * taken, the lower class if two are equal: two classes meet where a resized mask crosses one
   * half.
   */
  byte[] labels(byte[] labels) {
    if (Arrays.equals(from, to)) {
      return labels;
    }
    byte[] best = new byte[count(inner)];
    float[] most = new float[best.length];
    boolean[] present = new boolean[Byte.MAX_VALUE + 1];
    for (byte label : labels) {
      present[label] = true;
    }
    float[] indicator = new float[labels.length];
    for (int c = 0; c < present.length; c++) {
      if (!present[c]) {
        continue;
      }
      for (int i = 0; i < indicator.length; i++) {
        indicator[i] = labels[i] == c ? 1 : 0;
      }
      float[] share = resized(indicator, Interpolation.LINEAR);
      for (int i = 0; i < share.length; i++) {
        if (share[i] > most[i] + TIE) {
          most[i] = share[i];
          best[i] = (byte) c;
        }
      }
    }
    byte[] placed = new byte[count(to)];
    copy(best, placed);
    return placed;
  }

  /** Values on the grid, brought back to the image; what lies around it is left out. */
  float[] back(float[] grid) {
    if (Arrays.equals(from, to)) {
      return grid;
    }
    float[] cut = new float[count(inner)];
    for (int z = 0; z < inner[0]; z++) {
      for (int y = 0; y < inner[1]; y++) {
        int row = ((corner[0] + z) * to[1] + corner[1] + y) * to[2] + corner[2];
        System.arraycopy(grid, row, cut, (z * inner[1] + y) * inner[2], inner[2]);
      }
    }
    return Arrays.equals(inner, from) ? cut : Interpolation.LINEAR.resize(cut, inner, from);
  }

  /** A box on the grid; empty if nothing of it is left there. */
  Optional<Box> box(Box box) {
    double across = (double) inner[2] / from[2];
    double down = (double) inner[1] / from[1];
    double left = box.left() * across + corner[2];
    double top = box.top() * down + corner[1];
    double right = box.right() * across + corner[2];
    double bottom = box.bottom() * down + corner[1];
    return right - left < LEAST_SIDE || bottom - top < LEAST_SIDE
        ? Optional.empty()
        : Optional.of(new Box(left, top, right, bottom));
  }

  /** A box on the grid, brought back to the image; what lies outside of it is left out. */
  Optional<Box> back(Box box) {
    double across = (double) from[2] / inner[2];
    double down = (double) from[1] / inner[1];
    return Box.within(
        (box.left() - corner[2]) * across,
        (box.top() - corner[1]) * down,
        (box.right() - corner[2]) * across,
        (box.bottom() - corner[1]) * down,
        from[2],
        from[1]);
  }

  /** The distances between the image's pixels on the grid. */
  Spacing spacing(Spacing stored) {
    return new Spacing(
        stored.depth() * from[0] / inner[0],
        stored.height() * from[1] / inner[1],
        stored.width() * from[2] / inner[2],
        stored.unit());
  }

  private float[] resized(float[] plane, Interpolation by) {
    return Arrays.equals(from, inner) ? plane : by.resize(plane, from, inner);
  }

  /** Copies an array of the inner size, row by row, to its place in one of the grid's size. */
  private void copy(Object fitted, Object placed) {
    for (int z = 0; z < inner[0]; z++) {
      for (int y = 0; y < inner[1]; y++) {
        int row = ((corner[0] + z) * to[1] + corner[1] + y) * to[2] + corner[2];
        System.arraycopy(fitted, (z * inner[1] + y) * inner[2], placed, row, inner[2]);
      }
    }
  }

  private float border(float[] plane) {
    double sum = 0;
    int count = 0;
    for (int i = 0; i < plane.length; i++) {
      int z = i / (from[1] * from[2]);
      int y = i / from[2] % from[1];
      int x = i % from[2];
      if (edge(z, 0) || edge(y, 1) || edge(x, 2)) {
        sum += plane[i];
        count++;
      }
    }
    return (float) (sum / count);
  }

  private boolean edge(int at, int axis) {
    boolean flat = axis == 0 && from[0] == 1;
    return !flat && (at == 0 || at == from[axis] - 1);
  }

  private static int count(int[] size) {
    return size[0] * size[1] * size[2];
  }
}
