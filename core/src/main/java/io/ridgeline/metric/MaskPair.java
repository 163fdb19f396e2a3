package io.ridgeline.metric;

import org.jspecify.annotations.Nullable;

/**
 * Where one class of one case truly is and where it was predicted. What its measures share is
 * computed when first asked for, once.
 */
public final class MaskPair {
  private final boolean[] truth;
  private final boolean[] predicted;
  private final Grid grid;
  private final Overlap overlap;
  private @Nullable SurfaceDistances surfaces;
  private @Nullable Lesions lesions;

  /**
   * Two regions of one grid.
   *
   * @param truth {@code [D, H, W]}
   * @param predicted {@code [D, H, W]}
   * @throws IllegalArgumentException if an array is not of the grid's size
   */
  public MaskPair(boolean[] truth, boolean[] predicted, Grid grid) {
    if (truth.length != grid.size() || predicted.length != grid.size()) {
      throw new IllegalArgumentException(
          "masks of "
              + truth.length
              + " and "
              + predicted.length
              + " voxels; the grid has "
              + grid.size());
    }
    this.truth = truth;
    this.predicted = predicted;
    this.grid = grid;
    this.overlap = Overlap.of(truth, predicted);
  }

  /** The voxels they have and share. */
  public Overlap overlap() {
    return overlap;
  }

  /** The distances between their surfaces. */
  public SurfaceDistances surfaces() {
    if (surfaces == null) {
      surfaces = SurfaceDistances.of(truth, predicted, grid);
    }
    return surfaces;
  }

  /** Their connected components. */
  public Lesions lesions() {
    if (lesions == null) {
      lesions = Lesions.of(truth, predicted, grid);
    }
    return lesions;
  }
}
