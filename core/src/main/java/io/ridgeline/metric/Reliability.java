package io.ridgeline.metric;

import java.util.ArrayList;
import java.util.List;

/**
 * A reliability diagram: what was predicted against what happened, in bins of equal mass.
 *
 * <p>For two classes the prediction is the probability of class 1 and the event is class 1; for
 * more, it is the probability of the predicted class and the event is that it was right. Equal
 * predictions are never parted: they share the bin that their middle falls into, so the bins do not
 * depend on the order of the examples, and some may hold more than their share or be left out.
 *
 * @param bins by falling prediction; none is empty
 */
public record Reliability(List<Bin> bins) {
  private static final double Z = 1.959963984540054;

  /**
   * One bin.
   *
   * @param predicted mean prediction
   * @param observed share in which the event happened
   * @param low lower end of Wilson's 95 % interval of that share
   * @param high upper end
   * @param count examples
   */
  public record Bin(double predicted, double observed, double low, double high, long count) {}

  /** The diagram of a resample in up to the given number of bins. */
  public static Reliability of(Scores scores, int[] counts, int bins) {
    Ranking ranking = scores.confidence();
    long total = 0;
    for (int count : counts) {
      total += count;
    }
    double[] predicted = new double[bins];
    long[] observed = new long[bins];
    long[] size = new long[bins];
    long before = 0;
    int i = 0;
    for (int end : ranking.ends()) {
      long step = 0;
      long events = 0;
      for (; i < end; i++) {
        int example = ranking.order()[i];
        step += counts[example];
        events += scores.event(example) ? counts[example] : 0;
      }
      if (step > 0) {
        int bin = (int) ((2 * before + step) * bins / (2 * total));
        predicted[bin] += step * ranking.scores()[end - 1];
        observed[bin] += events;
        size[bin] += step;
        before += step;
      }
    }
    List<Bin> list = new ArrayList<>();
    for (int b = 0; b < bins; b++) {
      if (size[b] > 0) {
        list.add(bin(predicted[b] / size[b], observed[b], size[b]));
      }
    }
    return new Reliability(List.copyOf(list));
  }

  /** Wilson 1927, J. Am. Stat. Assoc. 22. */
  private static Bin bin(double predicted, long events, long n) {
    double share = (double) events / n;
    double scale = 1 + Z * Z / n;
    double middle = (share + Z * Z / (2 * n)) / scale;
    double half = Z / scale * Math.sqrt(share * (1 - share) / n + Z * Z / (4.0 * n * n));
    // At 0 and 1 an end is exactly there; rounding must not put it past the share.
    double low = Math.max(0, Math.min(share, middle - half));
    double high = Math.min(1, Math.max(share, middle + half));
    return new Bin(predicted, share, low, high, n);
  }
}
