package io.ridgeline.image;

/**
 * How far apart the centres of neighbouring pixels or voxels lie.
 *
 * @param depth between slices; without meaning for an image of one slice
 * @param height between rows
 * @param width between columns
 * @param unit {@code mm}, or {@code px} where the file does not say
 */
public record Spacing(double depth, double height, double width, String unit) {
  /** One pixel apart, whatever that is. */
  public static final Spacing PIXELS = new Spacing(1, 1, 1, "px");

  /** Refuses a distance that is not positive and finite. */
  public Spacing {
    for (double d : new double[] {depth, height, width}) {
      if (!(d > 0) || Double.isInfinite(d)) {
        throw new IllegalArgumentException("not a spacing: " + d);
      }
    }
  }

  /** In millimetres. */
  public static Spacing millimetres(double depth, double height, double width) {
    return new Spacing(depth, height, width, "mm");
  }

  @Override
  public String toString() {
    return depth + "×" + height + "×" + width + " " + unit;
  }
}
