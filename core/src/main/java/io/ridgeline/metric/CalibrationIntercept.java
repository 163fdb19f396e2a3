package io.ridgeline.metric;

/**
 * The calibration intercept, or calibration in the large: a of P(event) = 1 / (1 + exp(−(a + z))),
 * z the log odds that the model gave to the event; 0 is right, below 0 the event is predicted too
 * often (Van Calster et al. 2019, BMC Med. 17).
 *
 * <p>The event is that of {@link Reliability}. Undefined where one of the outcomes is absent.
 */
public record CalibrationIntercept() implements ClassificationMetric {
  private static final int CUTS = 200;
  private static final double CLOSE = 1e-12;

  @Override
  public String name() {
    return "calibration-intercept";
  }

  @Override
  public String label() {
    return "Calibration intercept";
  }

  @Override
  public double lowest() {
    return Double.NEGATIVE_INFINITY;
  }

  @Override
  public double highest() {
    return Double.POSITIVE_INFINITY;
  }

  /** The a at which as many events are expected as happened; Newton's steps within a bracket. */
  @Override
  public double of(Scores scores, int[] counts) {
    long events = 0;
    long total = 0;
    double furthest = 0;
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0) {
        events += scores.event(i) ? counts[i] : 0;
        total += counts[i];
        furthest = Math.max(furthest, Math.abs(scores.logOdds(i)));
      }
    }
    if (!scores.finite() || events == 0 || events == total) {
      return Double.NaN;
    }
    double share = Math.log((double) events / (total - events));
    double low = share - furthest;
    double high = share + furthest;
    double a = Math.max(low, Math.min(high, 0));
    for (int cut = 0; cut < CUTS && high - low > CLOSE; cut++) {
      double surplus = -events;
      double weight = 0;
      for (int i = 0; i < counts.length; i++) {
        if (counts[i] > 0) {
          double p = 1 / (1 + Math.exp(-(a + scores.logOdds(i))));
          surplus += counts[i] * p;
          weight += counts[i] * p * (1 - p);
        }
      }
      low = surplus <= 0 ? a : low;
      high = surplus >= 0 ? a : high;
      double next = a - surplus / weight;
      next = next > low && next < high ? next : (low + high) / 2;
      if (Math.abs(next - a) < CLOSE) {
        return next;
      }
      a = next;
    }
    return a;
  }
}
