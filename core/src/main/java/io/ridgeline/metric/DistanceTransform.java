package io.ridgeline.metric;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The exact Euclidean distance of every voxel's centre to the nearest marked voxel's centre.
 *
 * <p>One axis after the other, in time proportional to the number of voxels: what is known of the
 * squared distance f along a line becomes min over q of f(q) + (s·(p − q))², the lower envelope of
 * the parabolas that stand on the line, s being the spacing (Felzenszwalb and Huttenlocher 2012,
 * Theory of Computing 8).
 */
public final class DistanceTransform {
  /** As many neighbouring lines as fill a cache line are gathered together. */
  private static final int LINES = 8;

  private final Grid grid;
  private final double[] squared;

  private DistanceTransform(Grid grid) {
    this.grid = grid;
    this.squared = new double[grid.size()];
    Arrays.fill(squared, Double.POSITIVE_INFINITY);
  }

  /**
   * The squared distances, in the square of the spacing's unit; infinite if nothing is marked.
   *
   * @param marked {@code [D, H, W]}
   * @throws IllegalArgumentException if the array is not of the grid's size
   */
  public static double[] squared(boolean[] marked, Grid grid) {
    if (marked.length != grid.size()) {
      throw new IllegalArgumentException(
          marked.length + " values for a grid of " + grid.size() + " voxels");
    }
    return squared(IntStream.range(0, marked.length).filter(i -> marked[i]).toArray(), grid);
  }

  /** The same with the marked voxels given by their places in the array. */
  static double[] squared(int[] marked, Grid grid) {
    DistanceTransform transform = new DistanceTransform(grid);
    for (int i : marked) {
      transform.squared[i] = 0;
    }
    for (int axis = 2; axis >= 0; axis--) {
      if (grid.length(axis) > 1) {
        transform.along(axis);
      }
    }
    return transform.squared;
  }

  private void along(int axis) {
    int n = grid.length(axis);
    int stride = grid.stride(axis);
    double[][] lines = new double[Math.min(LINES, stride)][n];
    Envelope envelope = new Envelope(n, grid.step(axis));
    for (int slab = 0; slab < squared.length; slab += n * stride) {
      for (int first = 0; first < stride; first += LINES) {
        int count = Math.min(LINES, stride - first);
        for (int p = 0, at = slab + first; p < n; p++, at += stride) {
          for (int line = 0; line < count; line++) {
            lines[line][p] = squared[at + line];
          }
        }
        for (int line = 0; line < count; line++) {
          envelope.replace(lines[line]);
        }
        for (int p = 0, at = slab + first; p < n; p++, at += stride) {
          for (int line = 0; line < count; line++) {
            squared[at + line] = lines[line][p];
          }
        }
      }
    }
  }

  /** The lower envelope of the parabolas on one line. */
  private static final class Envelope {
    private final double step;
    private final double[] heights;

    /** Where the parabolas of the envelope stand, and from where on each is the lowest. */
    private final int[] feet;

    private final double[] starts;

    Envelope(int length, double step) {
      this.step = step;
      heights = new double[length];
      feet = new int[length];
      starts = new double[length];
    }

    void replace(double[] f) {
      int last = -1;
      for (int q = 0; q < f.length; q++) {
        if (f[q] == Double.POSITIVE_INFINITY) {
          continue;
        }
        double start = Double.NEGATIVE_INFINITY;
        while (last >= 0) {
          start = crossing(f, feet[last], q);
          if (start > starts[last]) {
            break;
          }
          last--;
        }
        last++;
        feet[last] = q;
        starts[last] = last == 0 ? Double.NEGATIVE_INFINITY : start;
      }
      if (last < 0) {
        return;
      }
      System.arraycopy(f, 0, heights, 0, f.length);
      for (int p = 0, k = 0; p < f.length; p++) {
        while (k < last && starts[k + 1] < p) {
          k++;
        }
        double distance = step * (p - feet[k]);
        f[p] = heights[feet[k]] + distance * distance;
      }
    }

    /** From where on the parabola at q is below that at v, v before q. */
    private double crossing(double[] f, int v, int q) {
      return (f[q] - f[v]) / (2 * step * step * (q - v)) + (q + v) / 2.0;
    }
  }
}
