package io.ridgeline.metric;

/**
 * The calibration slope: b of the logistic recalibration P(event) = 1 / (1 + exp(−(a + b·z))), z
 * the log odds that the model gave to the event; 1 is right, below 1 the model is too sure (Cox
 * 1958, Biometrika 45).
 *
 * <p>The event is that of {@link Reliability}. Fitted by maximum likelihood. Undefined where one of
 * the outcomes is absent, or the log odds part the outcomes, so that no finite slope is most
 * likely.
 */
public record CalibrationSlope() implements ClassificationMetric {
  private static final int STEPS = 100;
  private static final double CLOSE = 1e-10;

  @Override
  public String name() {
    return "calibration-slope";
  }

  @Override
  public String label() {
    return "Calibration slope";
  }

  @Override
  public double lowest() {
    return Double.NEGATIVE_INFINITY;
  }

  @Override
  public double highest() {
    return Double.POSITIVE_INFINITY;
  }

  @Override
  public double of(Scores scores, int[] counts) {
    return scores.finite() && overlap(scores, counts) ? fit(scores, counts) : Double.NaN;
  }

  /** Whether no log odds has every event on one side of it and every other outcome on the other. */
  private static boolean overlap(Scores scores, int[] counts) {
    double[] lowest = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
    double[] highest = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0) {
        int outcome = scores.event(i) ? 1 : 0;
        lowest[outcome] = Math.min(lowest[outcome], scores.logOdds(i));
        highest[outcome] = Math.max(highest[outcome], scores.logOdds(i));
      }
    }
    return lowest[1] < highest[0] && lowest[0] < highest[1];
  }

  /** Newton's method, each step halved until the likelihood does not fall. */
  private static double fit(Scores scores, int[] counts) {
    Likelihood at = Likelihood.of(scores, counts, 0, 0);
    for (int step = 0; step < STEPS; step++) {
      double determinant = at.weight * at.weightZz - at.weightZ * at.weightZ;
      if (!(determinant > 0)) {
        return Double.NaN;
      }
      double da = (at.weightZz * at.sum - at.weightZ * at.sumZ) / determinant;
      double db = (at.weight * at.sumZ - at.weightZ * at.sum) / determinant;
      Likelihood next = Likelihood.of(scores, counts, at.a + da, at.b + db);
      while (!(next.log >= at.log - CLOSE * Math.abs(at.log)) && Math.abs(db) > Double.MIN_NORMAL) {
        da /= 2;
        db /= 2;
        next = Likelihood.of(scores, counts, at.a + da, at.b + db);
      }
      at = next;
      if (Math.abs(da) <= CLOSE * (1 + Math.abs(at.a))
          && Math.abs(db) <= CLOSE * (1 + Math.abs(at.b))) {
        return at.b;
      }
    }
    return Double.NaN;
  }

  /** The logarithm of the likelihood at a and b, its gradient, and its curvature with a minus. */
  private record Likelihood(
      double a,
      double b,
      double log,
      double sum,
      double sumZ,
      double weight,
      double weightZ,
      double weightZz) {

    static Likelihood of(Scores scores, int[] counts, double a, double b) {
      double log = 0;
      double sum = 0;
      double sumZ = 0;
      double weight = 0;
      double weightZ = 0;
      double weightZz = 0;
      for (int i = 0; i < counts.length; i++) {
        if (counts[i] > 0) {
          double z = scores.logOdds(i);
          double linear = scores.event(i) ? a + b * z : -(a + b * z);
          // of what happened, written so that neither end overflows
          double small = Math.exp(-Math.abs(linear));
          double missed = (linear > 0 ? small : 1) / (1 + small);
          log += counts[i] * (Math.min(linear, 0) - Math.log1p(small));
          double residual = counts[i] * (scores.event(i) ? missed : -missed);
          double w = counts[i] * small / ((1 + small) * (1 + small));
          sum += residual;
          sumZ += residual * z;
          weight += w;
          weightZ += w * z;
          weightZz += w * z * z;
        }
      }
      return new Likelihood(a, b, log, sum, sumZ, weight, weightZ, weightZz);
    }
  }
}
