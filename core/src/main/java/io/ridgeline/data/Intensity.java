package io.ridgeline.data;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.ridgeline.image.Image;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How the values of one image are scaled by what is known of that image alone, before anything is
 * measured over the training part.
 *
 * <p>As text in files: {@code stored}, {@code image}, {@code percentile}, or {@code [low, high]}.
 *
 * @param kind which of the four
 * @param low lower end of the window, in the units of the stored values (HU in CT); 0 without one
 * @param high upper end of the window
 */
public record Intensity(Kind kind, double low, double high) {
  /** The four ways. */
  public enum Kind {
    /** Stored values over white: 0..1 for flat images, their own units for volumes. */
    STORED,
    /** (x − mean) / standard deviation of the image, over all its channels. */
    IMAGE,
    /** As {@link #IMAGE}, after clipping at the image's 0.5th and 99.5th percentiles. */
    PERCENTILE,
    /** Clipped to low..high and scaled to 0..1. */
    WINDOW
  }

  /** Values as they are. */
  public static final Intensity STORED = new Intensity(Kind.STORED, 0, 0);

  private static final double TAIL = 0.005;

  /** Refuses a window without width. */
  public Intensity {
    if (kind == Kind.WINDOW && !(low < high && Double.isFinite(high - low))) {
      throw new IllegalArgumentException("not a window: " + low + " to " + high);
    }
  }

  /** Clips to {@code low..high} and scales to 0..1. */
  public static Intensity window(double low, double high) {
    return new Intensity(Kind.WINDOW, low, high);
  }

  /** The value as it stands in files: a word, or the two ends of the window. */
  @JsonValue
  public Object text() {
    return kind == Kind.WINDOW ? List.of(low, high) : kind.name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads {@link #text()}.
   *
   * @throws IllegalArgumentException if it is nothing of the kind
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static Intensity of(Object text) {
    if (text instanceof List<?> ends
        && ends.size() == 2
        && ends.get(0) instanceof Number low
        && ends.get(1) instanceof Number high) {
      return window(low.doubleValue(), high.doubleValue());
    }
    Kind kind = Kind.valueOf(text.toString().toUpperCase(Locale.ROOT));
    if (kind == Kind.WINDOW) {
      throw new IllegalArgumentException("a window is given by its two ends");
    }
    return new Intensity(kind, 0, 0);
  }

  /** Scales, in place, the planes of an image whose values were divided by its white. */
  void scale(float[][] planes, Image image) {
    switch (kind) {
      case STORED -> {}
      case IMAGE -> standardize(planes);
      case PERCENTILE -> {
        clip(planes);
        standardize(planes);
      }
      case WINDOW -> {
        double from = low / image.white();
        double width = (high - low) / image.white();
        for (float[] plane : planes) {
          for (int i = 0; i < plane.length; i++) {
            plane[i] = (float) Math.min(1, Math.max(0, (plane[i] - from) / width));
          }
        }
      }
    }
  }

  private static void clip(float[][] planes) {
    float[] sorted = new float[planes.length * planes[0].length];
    for (int c = 0; c < planes.length; c++) {
      System.arraycopy(planes[c], 0, sorted, c * planes[c].length, planes[c].length);
    }
    Arrays.sort(sorted);
    float from = (float) quantile(sorted, TAIL);
    float to = (float) quantile(sorted, 1 - TAIL);
    for (float[] plane : planes) {
      for (int i = 0; i < plane.length; i++) {
        plane[i] = Math.min(to, Math.max(from, plane[i]));
      }
    }
  }

  /** Linear between neighbours, as NumPy's {@code percentile}. */
  private static double quantile(float[] sorted, double share) {
    double at = share * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * ((double) sorted[above] - sorted[below]);
  }

  /** A constant image becomes 0. */
  private static void standardize(float[][] planes) {
    double sum = 0;
    long count = 0;
    for (float[] plane : planes) {
      for (float v : plane) {
        sum += v;
      }
      count += plane.length;
    }
    double mean = sum / count;
    double squares = 0;
    for (float[] plane : planes) {
      for (float v : plane) {
        squares += (v - mean) * (v - mean);
      }
    }
    double deviation = Math.sqrt(squares / count);
    for (float[] plane : planes) {
      for (int i = 0; i < plane.length; i++) {
        plane[i] = deviation > 1e-12 ? (float) ((plane[i] - mean) / deviation) : 0;
      }
    }
  }
}
