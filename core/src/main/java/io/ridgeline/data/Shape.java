package io.ridgeline.data;

/**
 * The form of one prepared image, {@code [C, H, W]}.
 *
 * @param channels C
 * @param height H in pixels
 * @param width W in pixels
 */
public record Shape(int channels, int height, int width) {
  /** C·H·W. */
  public int count() {
    return channels * height * width;
  }

  @Override
  public String toString() {
    return channels + "×" + height + "×" + width;
  }
}
