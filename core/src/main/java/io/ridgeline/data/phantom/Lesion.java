package io.ridgeline.data.phantom;

import io.ridgeline.data.Box;

/**
 * Where the simulated lesion lies in an image.
 *
 * @param mask H·W, row-major; true inside
 * @param x0 first column inside
 * @param y0 first row inside
 * @param x1 one past the last column inside
 * @param y1 one past the last row inside
 */
public record Lesion(boolean[] mask, int x0, int y0, int x1, int y1) {
  /** The box around it. */
  public Box box() {
    return new Box(x0, y0, x1, y1);
  }

  /** The box as text: {@code x0,y0,x1,y1}. */
  public String boxText() {
    return x0 + "," + y0 + "," + x1 + "," + y1;
  }

  /** The tight box around a mask of the given width that is true somewhere. */
  static Lesion of(boolean[] mask, int width) {
    int x0 = width;
    int y0 = Integer.MAX_VALUE;
    int x1 = 0;
    int y1 = 0;
    for (int i = 0; i < mask.length; i++) {
      if (mask[i]) {
        x0 = Math.min(x0, i % width);
        x1 = Math.max(x1, i % width + 1);
        y0 = Math.min(y0, i / width);
        y1 = Math.max(y1, i / width + 1);
      }
    }
    return new Lesion(mask, x0, y0, x1, y1);
  }
}
