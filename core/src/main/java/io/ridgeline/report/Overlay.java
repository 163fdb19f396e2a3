package io.ridgeline.report;

import java.util.List;

/**
 * A test case with its masks, to be drawn over its image.
 *
 * @param what the case stands for, such as {@code worst}
 * @param example its id
 * @param value its value of the deciding metric with the chosen arm
 * @param slices one of a flat image; of a volume those that are shown
 */
public record Overlay(String what, String example, double value, List<Slice> slices) {
  /** Copies the list. */
  public Overlay {
    slices = List.copyOf(slices);
  }

  /**
   * One slice.
   *
   * @param width in pixels
   * @param height in pixels
   * @param grey H·W brightnesses, 0 to 255 without sign
   * @param truth H·W true classes
   * @param chosen H·W classes that the chosen arm's model gave
   * @param baseline H·W classes that the baseline's model gave; empty if it is the chosen one
   */
  public record Slice(
      int width, int height, byte[] grey, byte[] truth, byte[] chosen, byte[] baseline) {}
}
