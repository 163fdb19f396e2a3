package io.ridgeline.metric;

import io.ridgeline.data.Box;

/** The ranges of area by which COCO judges objects, in square pixels; both ends belong to each. */
public enum ObjectSize {
  /** Any. */
  ALL(0, Double.POSITIVE_INFINITY),
  /** At most 32². */
  SMALL(0, 32 * 32),
  /** 32² to 96². */
  MEDIUM(32 * 32, 96 * 96),
  /** At least 96². */
  LARGE(96 * 96, Double.POSITIVE_INFINITY);

  private final double low;
  private final double high;

  ObjectSize(double low, double high) {
    this.low = low;
    this.high = high;
  }

  /** Whether a box has that size. */
  boolean holds(Box box) {
    double area = box.area();
    return area >= low && area <= high;
  }
}
