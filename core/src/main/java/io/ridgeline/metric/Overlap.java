package io.ridgeline.metric;

/**
 * How many voxels two regions have and share.
 *
 * <p>Two empty regions agree: Dice and intersection over union are 1. If only one is empty they are
 * 0.
 *
 * @param truth voxels of the true region, |T|
 * @param predicted voxels of the predicted region, |P|
 * @param both voxels of both, |T ∩ P|
 */
public record Overlap(long truth, long predicted, long both) {
  /** The counts of two regions of one grid. */
  public static Overlap of(boolean[] truth, boolean[] predicted) {
    long t = 0;
    long p = 0;
    long both = 0;
    for (int i = 0; i < truth.length; i++) {
      t += truth[i] ? 1 : 0;
      p += predicted[i] ? 1 : 0;
      both += truth[i] && predicted[i] ? 1 : 0;
    }
    return new Overlap(t, p, both);
  }

  /** 2·|T ∩ P| / (|T| + |P|) (Dice 1945, Ecology 26). */
  public double dice() {
    return truth + predicted == 0 ? 1 : 2.0 * both / (truth + predicted);
  }

  /** |T ∩ P| / |T ∪ P| (Jaccard 1912, New Phytol. 11). */
  public double intersectionOverUnion() {
    long union = truth + predicted - both;
    return union == 0 ? 1 : (double) both / union;
  }

  /** |T ∩ P| / |T|: the share of the true region that was found; NaN if there is none. */
  public double sensitivity() {
    return (double) both / truth;
  }

  /** |T ∩ P| / |P|: the share of the predicted region that is true; NaN if there is none. */
  public double precision() {
    return (double) both / predicted;
  }
}
