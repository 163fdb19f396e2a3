package io.ridgeline.image;

/**
 * Decoded pixels on the heap, channels first: {@code [C, H, W]}, row-major.
 *
 * @param channels C: 1 for grey, 3 for red-green-blue
 * @param height H in pixels
 * @param width W in pixels
 * @param white the stored value that means full intensity: 255 for 8 bits, 65535 for 16
 * @param values C·H·W stored sample values, as they stand in the file
 */
public record Image(int channels, int height, int width, float white, float[] values) {
  /** Checks that the array has C·H·W values. */
  public Image {
    if (values.length != channels * height * width) {
      throw new IllegalArgumentException(
          values.length + " values for " + channels + "x" + height + "x" + width);
    }
  }
}
