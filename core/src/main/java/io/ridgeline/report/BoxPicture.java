package io.ridgeline.report;

import io.ridgeline.image.Image;
import io.ridgeline.image.Interpolation;
import io.ridgeline.metric.MatchedImage;
import io.ridgeline.report.svg.Picture;

/**
 * A test image with the objects that are there and those that were found, to be drawn over it.
 *
 * @param what the image stands for, such as {@code Worst}
 * @param example its id
 * @param width of the image as decoded, in pixels
 * @param height likewise
 * @param picture what is shown of it, perhaps with fewer pixels
 * @param boxes in pixels of the image as decoded
 */
public record BoxPicture(
    String what, String example, int width, int height, Picture picture, MatchedImage boxes) {
  /** Pixels of a picture's longer side, so that the page stays light. */
  private static final int LONGEST = 640;

  private static final int COLOURS = 3;

  /**
   * A picture of an image, from its darkest to its brightest value; a larger one than 640 pixels is
   * shrunk.
   *
   * @param image a flat one; other channels than red-green-blue are averaged
   * @throws IllegalArgumentException if it has several slices
   */
  public static BoxPicture of(String what, String example, Image image, MatchedImage boxes) {
    if (image.depth() != 1) {
      throw new IllegalArgumentException(example + ": " + image.depth() + " slices");
    }
    double scale = Math.min(1, (double) LONGEST / Math.max(image.width(), image.height()));
    int width = (int) Math.max(1, Math.round(image.width() * scale));
    int height = (int) Math.max(1, Math.round(image.height() * scale));
    int channels = image.channels() == COLOURS ? COLOURS : 1;
    float[] shown = new float[channels * height * width];
    for (int c = 0; c < channels; c++) {
      float[] plane = plane(image, channels, c);
      float[] shrunk =
          scale == 1
              ? plane
              : Interpolation.LINEAR.resize(plane, image.height(), image.width(), height, width);
      for (int i = 0; i < shrunk.length; i++) {
        shown[i * channels + c] = shrunk[i];
      }
    }
    return new BoxPicture(
        what,
        example,
        image.width(),
        image.height(),
        new Picture(channels, width, bytes(shown)),
        boxes);
  }

  /** A channel, or the mean of all if only one is shown. */
  private static float[] plane(Image image, int shown, int channel) {
    int first = shown == 1 ? 0 : channel;
    int last = shown == 1 ? image.channels() - 1 : channel;
    float[] plane = new float[image.plane()];
    for (int c = first; c <= last; c++) {
      for (int i = 0; i < plane.length; i++) {
        plane[i] += image.values()[c * plane.length + i] / (last - first + 1);
      }
    }
    return plane;
  }

  private static byte[] bytes(float[] values) {
    float low = Float.POSITIVE_INFINITY;
    float high = Float.NEGATIVE_INFINITY;
    for (float value : values) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Math.round(high > low ? 255 * (values[i] - low) / (high - low) : 0);
    }
    return bytes;
  }
}
