package io.ridgeline.metric;

import java.util.Arrays;

/**
 * How many lesions there are and were found, a lesion being a connected component: voxels joined by
 * faces, edges or corners (8 neighbours in flat images, 26 in volumes).
 *
 * <p>A true lesion is found if at least one of its voxels is predicted; a predicted lesion is
 * confirmed if at least one of its voxels is true. One predicted lesion may find several true ones
 * and the reverse.
 *
 * @param truth true lesions
 * @param found true lesions that were found
 * @param predicted predicted lesions
 * @param confirmed predicted lesions that were confirmed
 */
public record Lesions(int truth, int found, int predicted, int confirmed) {
  /** The lesions of two regions of one grid. */
  public static Lesions of(boolean[] truth, boolean[] predicted, Grid grid) {
    int[] ofTruth = components(truth, predicted, grid);
    int[] ofPredicted = components(predicted, truth, grid);
    return new Lesions(ofTruth[0], ofTruth[1], ofPredicted[0], ofPredicted[1]);
  }

  /** The share of true lesions that were found; NaN if there are none. */
  public double sensitivity() {
    return (double) found / truth;
  }

  /** The share of predicted lesions that were confirmed; NaN if there are none. */
  public double precision() {
    return (double) confirmed / predicted;
  }

  /**
   * The harmonic mean of sensitivity s and precision p, 2sp/(s + p), as in the MSSEG challenge
   * (Commowick et al. 2018, Sci. Rep. 8); 1 if there are no lesions of either kind, 0 if there are
   * only true or only predicted ones or none of them meet.
   */
  public double f1() {
    if (truth == 0 && predicted == 0) {
      return 1;
    }
    return found == 0 ? 0 : 2 * sensitivity() * precision() / (sensitivity() + precision());
  }

  /** The number of components of a region, and of those that meet another region. */
  private static int[] components(boolean[] region, boolean[] other, Grid grid) {
    boolean[] left = region.clone();
    Flood flood = new Flood(left, other, grid);
    int count = 0;
    int meeting = 0;
    for (int i = 0; i < left.length; i++) {
      if (left[i]) {
        count++;
        meeting += flood.from(i) ? 1 : 0;
      }
    }
    return new int[] {count, meeting};
  }

  /** Takes whole components away from what is left of a region. */
  private static final class Flood {
    private final boolean[] left;
    private final boolean[] other;
    private final Grid grid;
    private int[] waiting = new int[1024];
    private int size;

    Flood(boolean[] left, boolean[] other, Grid grid) {
      this.left = left;
      this.other = other;
      this.grid = grid;
    }

    /** Takes away the component of voxel i; whether it meets the other region. */
    boolean from(int i) {
      boolean meets = false;
      take(i);
      while (size > 0) {
        int at = waiting[--size];
        meets |= other[at];
        takeNeighbours(at);
      }
      return meets;
    }

    private void takeNeighbours(int at) {
      int x = at % grid.width();
      int y = at / grid.width() % grid.height();
      int z = at / grid.stride(0);
      for (int dz = z > 0 ? -1 : 0; dz <= (z < grid.depth() - 1 ? 1 : 0); dz++) {
        for (int dy = y > 0 ? -1 : 0; dy <= (y < grid.height() - 1 ? 1 : 0); dy++) {
          int row = at + dz * grid.stride(0) + dy * grid.width();
          for (int dx = x > 0 ? -1 : 0; dx <= (x < grid.width() - 1 ? 1 : 0); dx++) {
            if (left[row + dx]) {
              take(row + dx);
            }
          }
        }
      }
    }

    private void take(int i) {
      left[i] = false;
      if (size == waiting.length) {
        waiting = Arrays.copyOf(waiting, 2 * size);
      }
      waiting[size++] = i;
    }
  }
}
