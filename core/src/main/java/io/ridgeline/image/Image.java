package io.ridgeline.image;

/**
 * Decoded pixels or voxels on the heap, channels first: {@code [C, D, H, W]}, row-major.
 *
 * @param channels C: 1 for grey, 3 for red-green-blue
 * @param depth D: the number of slices; 1 for a flat image
 * @param height H in pixels
 * @param width W in pixels
 * @param spacing from one voxel to the next
 * @param white the stored value that means full intensity: 255 for 8 bits, 65535 for 16; 1 where
 *     the values have a meaning of their own
 * @param values C·D·H·W sample values, as they stand in the file
 */
public record Image(
    int channels, int depth, int height, int width, Spacing spacing, float white, float[] values) {
  /** Checks that the array has C·D·H·W values. */
  public Image {
    if (values.length != channels * depth * height * width) {
      throw new IllegalArgumentException(
          values.length + " values for " + channels + "x" + depth + "x" + height + "x" + width);
    }
  }

  /** A flat image whose file says nothing of spacing. */
  public Image(int channels, int height, int width, float white, float[] values) {
    this(channels, 1, height, width, Spacing.PIXELS, white, values);
  }

  /** D·H·W: the values of one channel. */
  public int plane() {
    return depth * height * width;
  }

  /** The lengths of the axes in words: {@code height x width}, or with the depth before them. */
  public String size() {
    return (depth > 1 ? depth + "x" : "") + height + "x" + width;
  }
}
