package io.ridgeline.data;

/**
 * The form of one prepared image, {@code [C, H, W]}, or {@code [C, D, H, W]} of a volume.
 *
 * @param channels C
 * @param depth D in slices; 1 for a flat image
 * @param height H in pixels
 * @param width W in pixels
 */
public record Shape(int channels, int depth, int height, int width) {
  /** A flat image. */
  public Shape(int channels, int height, int width) {
    this(channels, 1, height, width);
  }

  /** The number of spatial axes: 2 for flat images, 3 for volumes. */
  public int dims() {
    return depth > 1 ? 3 : 2;
  }

  /** D·H·W: the values of one channel. */
  public int plane() {
    return depth * height * width;
  }

  /** C·D·H·W. */
  public int count() {
    return channels * plane();
  }

  /**
   * The axes of a tensor of {@code n} such images: {@code [N, C, H, W]} or {@code [N, C, D, H, W]}.
   */
  public long[] tensor(long n) {
    return dims() == 3
        ? new long[] {n, channels, depth, height, width}
        : new long[] {n, channels, height, width};
  }

  @Override
  public String toString() {
    return channels + "×" + (depth > 1 ? depth + "×" : "") + height + "×" + width;
  }
}
