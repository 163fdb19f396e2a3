package io.ridgeline.regularize.objective;

import io.ridgeline.engine.Tensor;
import io.ridgeline.image.Spacing;
import io.ridgeline.metric.DistanceTransform;
import io.ridgeline.metric.Grid;

/**
 * How far each pixel lies from the region of a class: outside the distance to its nearest pixel,
 * inside 1 less the distance to the nearest pixel that is not of it, between centres.
 *
 * <p>So the outermost pixels of a region are at 0, as in the code of Kervadec et al. 2019. A class
 * that is nowhere or everywhere in an image has no boundary and is at 0 throughout.
 */
final class SignedDistance {
  private SignedDistance() {}

  /**
   * The distances of the foreground classes, {@code [N, K−1, ...]}, in pixels.
   *
   * @param targets {@code [N, K, H, W]} or {@code [N, K, D, H, W]}; the largest class counts, of
   *     equal ones the first
   */
  static Tensor of(Tensor targets) {
    long[] shape = targets.shape();
    int n = (int) shape[0];
    int classes = (int) shape[1];
    int axes = shape.length;
    Grid grid =
        new Grid(
            axes == 5 ? (int) shape[2] : 1,
            (int) shape[axes - 2],
            (int) shape[axes - 1],
            Spacing.PIXELS);
    int pixels = grid.size();
    float[] y = targets.toArray();
    float[] distances = new float[n * (classes - 1) * pixels];
    for (int image = 0; image < n; image++) {
      for (int k = 1; k < classes; k++) {
        boolean[] region = region(y, image * classes * pixels, classes, k, pixels);
        write(region, grid, distances, (image * (classes - 1) + k - 1) * pixels);
      }
    }
    shape[1] = classes - 1L;
    return Tensor.of(distances, shape);
  }

  /** The pixels of one image whose most probable class is {@code k}. */
  private static boolean[] region(float[] y, int start, int classes, int k, int pixels) {
    boolean[] region = new boolean[pixels];
    for (int i = 0; i < pixels; i++) {
      int best = 0;
      for (int j = 1; j < classes; j++) {
        best = y[start + j * pixels + i] > y[start + best * pixels + i] ? j : best;
      }
      region[i] = best == k;
    }
    return region;
  }

  private static void write(boolean[] region, Grid grid, float[] distances, int at) {
    boolean[] rest = new boolean[region.length];
    for (int i = 0; i < rest.length; i++) {
      rest[i] = !region[i];
    }
    double[] outside = DistanceTransform.squared(region, grid);
    double[] inside = DistanceTransform.squared(rest, grid);
    if (Double.isInfinite(outside[0]) || Double.isInfinite(inside[0])) {
      return;
    }
    for (int i = 0; i < region.length; i++) {
      distances[at + i] = (float) (region[i] ? 1 - Math.sqrt(inside[i]) : Math.sqrt(outside[i]));
    }
  }
}
