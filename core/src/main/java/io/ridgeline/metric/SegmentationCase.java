package io.ridgeline.metric;

import io.ridgeline.image.Spacing;

/**
 * One image's true mask and the predicted one, {@code [D, H, W]}, row-major, one class a voxel; 0
 * is the background.
 *
 * @param truth the true class of each voxel
 * @param predicted the predicted class of each voxel
 * @param depth number of slices; 1 for a flat image
 * @param height number of rows
 * @param width number of columns
 * @param spacing from one voxel's centre to the next
 */
public record SegmentationCase(
    byte[] truth, byte[] predicted, int depth, int height, int width, Spacing spacing) {
  /**
   * Checks the sizes.
   *
   * @throws IllegalArgumentException if a mask does not have D·H·W voxels
   */
  public SegmentationCase {
    int size = new Grid(depth, height, width, spacing).size();
    if (truth.length != size || predicted.length != size) {
      throw new IllegalArgumentException(
          "masks of "
              + truth.length
              + " (true) and "
              + predicted.length
              + " (predicted) voxels for "
              + depth
              + "x"
              + height
              + "x"
              + width);
    }
  }

  /** The lattice of its voxels. */
  public Grid grid() {
    return new Grid(depth, height, width, spacing);
  }
}
