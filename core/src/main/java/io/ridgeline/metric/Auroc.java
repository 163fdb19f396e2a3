package io.ridgeline.metric;

/**
 * The area under the receiver operating characteristic: the probability that a random example of
 * the class scores higher than a random other one, ties counting half (Hanley and McNeil 1982,
 * Radiology 143).
 *
 * <p>For more than two classes, the unweighted mean of every class against the rest, as MedMNIST
 * reports it. Undefined unless every class is present.
 */
public record Auroc() implements ClassificationMetric {
  @Override
  public String name() {
    return "auroc";
  }

  @Override
  public String label() {
    return "AUROC";
  }

  @Override
  public double of(Scores scores, int[] counts) {
    return RocCurve.mean(scores, counts, Auroc::area);
  }

  /** The area under one curve; NaN if a class is absent. */
  public static double area(RocCurve curve) {
    long[] tp = curve.truePositives();
    long[] fp = curve.falsePositives();
    double twice = 0;
    for (int i = 1; i < tp.length; i++) {
      // Whole numbers: the sum is exact far beyond any data set of ours.
      twice += (double) ((fp[i] - fp[i - 1]) * (tp[i] + tp[i - 1]));
    }
    return twice / (2.0 * curve.positives() * curve.negatives());
  }
}
