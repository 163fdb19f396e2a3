package io.ridgeline.metric;

import java.util.Arrays;

/**
 * The distances between two surfaces: from every element of each to the nearest of the other, in
 * the unit of the spacing. What a surface is stands in {@link Surface}.
 *
 * <p>If both regions are empty they agree: all distances are 0 and {@link #within} is 1. If only
 * one is, {@link #within} is 0 and there is no distance: NaN. A number in its place, such as the
 * image's diagonal, would make the mean over cases depend on how large the images happen to be.
 */
public final class SurfaceDistances {
  // Spacings such as 0.1 are not exact in binary: a distance counts as within a tolerance that it
  // exceeds by the last bits.
  private static final double ROUNDING = 1 + 1e-9;

  private final double[] fromTruth;
  private final double[] fromPredicted;

  private SurfaceDistances(double[] fromTruth, double[] fromPredicted) {
    this.fromTruth = fromTruth;
    this.fromPredicted = fromPredicted;
    Arrays.sort(fromTruth);
    Arrays.sort(fromPredicted);
  }

  /** The distances between the surfaces of two regions of one grid. */
  public static SurfaceDistances of(boolean[] truth, boolean[] predicted, Grid grid) {
    int[] ofTruth = Surface.of(truth, grid);
    int[] ofPredicted = Surface.of(predicted, grid);
    return new SurfaceDistances(
        nearest(ofTruth, ofPredicted, grid), nearest(ofPredicted, ofTruth, grid));
  }

  /** From every element of one surface to the other; infinite if that is empty. */
  private static double[] nearest(int[] from, int[] to, Grid grid) {
    if (from.length == 0 || to.length == 0) {
      double[] none = new double[from.length];
      Arrays.fill(none, Double.POSITIVE_INFINITY);
      return none;
    }
    double[] squared = DistanceTransform.squared(to, grid);
    return Arrays.stream(from).mapToDouble(i -> Math.sqrt(squared[i])).toArray();
  }

  /**
   * The Hausdorff distance at a percentile: the larger of the two directed percentiles (as in
   * Metrics Reloaded, Maier-Hein et al. 2024, Nat. Methods 21, in MONAI and in Nikolov et al. 2021;
   * MedPy takes one percentile of both directions together, which is smaller where one surface has
   * many more elements). Between two elements it is interpolated linearly.
   *
   * @param percent 95 for HD95, 100 for the Hausdorff distance itself
   */
  public double hausdorff(double percent) {
    if (oneIsEmpty()) {
      return Double.NaN;
    }
    return bothAreEmpty()
        ? 0
        : Math.max(percentile(fromTruth, percent), percentile(fromPredicted, percent));
  }

  /**
   * The average symmetric surface distance: the mean over the elements of both surfaces together,
   * (Σ d(t, P) + Σ d(p, T)) / (|T| + |P|) (Heimann et al. 2009, IEEE Trans. Med. Imaging 28).
   */
  public double average() {
    if (oneIsEmpty()) {
      return Double.NaN;
    }
    return bothAreEmpty()
        ? 0
        : (Arrays.stream(fromTruth).sum() + Arrays.stream(fromPredicted).sum()) / elements();
  }

  /**
   * The normalized surface Dice: the share of the elements of both surfaces that lie no further
   * than a tolerance from the other surface (Nikolov et al. 2021, J. Med. Internet Res. 23, there
   * by area, here by number of elements).
   *
   * @param tolerance in the unit of the spacing
   */
  public double within(double tolerance) {
    if (bothAreEmpty()) {
      return 1;
    }
    return (double) (count(fromTruth, tolerance) + count(fromPredicted, tolerance)) / elements();
  }

  private boolean bothAreEmpty() {
    return elements() == 0;
  }

  private boolean oneIsEmpty() {
    return (fromTruth.length == 0) != (fromPredicted.length == 0);
  }

  private int elements() {
    return fromTruth.length + fromPredicted.length;
  }

  private static long count(double[] distances, double tolerance) {
    return Arrays.stream(distances).filter(d -> d <= tolerance * ROUNDING).count();
  }

  private static double percentile(double[] sorted, double percent) {
    double position = percent / 100 * (sorted.length - 1);
    int below = (int) position;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }
}
