package io.ridgeline.statistics;

import io.ridgeline.metric.ClassificationMetric;
import io.ridgeline.metric.ClassificationMetrics;
import io.ridgeline.metric.Scores;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Several arms, each trained with several seeds, on one test set: what would other patients and
 * other seeds give?
 *
 * <p>Patients are resampled with replacement, the same draws for every arm, seed and metric, so
 * that differences are paired on both levels, by patient and by seed. What the draws show of the
 * patients is joined with what the trials show of the seeds by {@code ObuchowskiRockette}, whose t
 * interval and p-value keep their level with three or five seeds; percentiles of draws of seeds and
 * patients together do not ({@code docs/decisions/0004-seeds-as-readers.md}). Equal inputs give
 * equal results to the bit.
 */
public final class PairedBootstrap {
  private final List<ClassificationMetric> metrics;
  private final int patients;
  private final int draws;

  /**
   * By metric, arm and seed: the metric on the test set, then on each draw; NaN for a trial that
   * did not complete.
   */
  private final double[][][][] measured;

  /**
   * Draws patients and computes every metric on every draw.
   *
   * @param labels the true class of each test image
   * @param groups the patient of each test image
   * @param arms {@code arms[arm][seed][image][class]}: probabilities; an empty array for a trial
   *     that did not complete
   * @param metrics their names
   * @param draws the number of draws; 2000 is enough
   * @param seed of the draws
   * @throws IllegalArgumentException if numbers of images or seeds differ or a metric is unknown
   */
  public PairedBootstrap(
      int[] labels,
      List<String> groups,
      double[][][][] arms,
      List<String> metrics,
      int draws,
      long seed) {
    if (groups.size() != labels.length) {
      throw new IllegalArgumentException(
          groups.size() + " groups for " + labels.length + " labels");
    }
    this.metrics = metrics.stream().map(ClassificationMetrics::metric).toList();
    this.draws = draws;
    int seeds = arms[0].length;
    measured = new double[metrics.size()][arms.length][seeds][1 + draws];
    PatientDraws source = new PatientDraws(labels, groups, seed);
    patients = source.patients();
    int[][] counts = new int[1 + draws][];
    Arrays.setAll(counts, b -> b == 0 ? source.all() : source.next());
    for (int a = 0; a < arms.length; a++) {
      if (arms[a].length != seeds) {
        throw new IllegalArgumentException(
            "arm " + a + " has " + arms[a].length + " seeds, arm 0 has " + seeds);
      }
      for (int s = 0; s < seeds; s++) {
        measure(labels, arms[a][s], counts, a, s);
      }
    }
  }

  private void measure(int[] labels, double[][] probabilities, int[][] counts, int arm, int seed) {
    for (int m = 0; m < metrics.size(); m++) {
      Arrays.fill(measured[m][arm][seed], Double.NaN);
    }
    if (probabilities.length > 0) {
      Scores scores = new Scores(labels, probabilities);
      for (int b = 0; b < counts.length; b++) {
        for (int m = 0; m < metrics.size(); m++) {
          measured[m][arm][seed][b] = metrics.get(m).of(scores, counts[b]);
        }
      }
    }
  }

  /** The metric of each seed of an arm; NaN for a trial that did not complete. */
  public double[] values(int arm, String metric) {
    return Arrays.stream(measured[index(metric)][arm]).mapToDouble(series -> series[0]).toArray();
  }

  /** An arm's metric, averaged over seeds; its interval ends where the metric's range does. */
  public Interval mean(int arm, String metric) {
    int m = index(metric);
    return analyse(s -> measured[m][arm][s])
        .interval()
        .within(metrics.get(m).lowest(), metrics.get(m).highest());
  }

  /**
   * The generalization gap of an arm, train minus test, averaged over seeds. Other test patients
   * and other seeds are allowed for; the training patients stay those that the model has seen.
   *
   * @param train the metric on the training part, one a seed; NaN for a trial that did not complete
   */
  public Interval gap(int arm, String metric, double[] train) {
    int m = index(metric);
    return analyse(s -> minus(b -> train[s], measured[m][arm][s])).interval();
  }

  /** The difference of an arm to a baseline, over the seeds that completed in both. */
  public PairedComparison difference(int arm, int baseline, String metric) {
    double[][] ours = measured[index(metric)][arm];
    double[][] theirs = measured[index(metric)][baseline];
    ObuchowskiRockette result = analyse(s -> minus(b -> ours[s][b], theirs[s]));
    return PairedComparison.of(
        result.mean(),
        result.standardError(),
        result.degreesOfFreedom(),
        "Obuchowski-Rockette over "
            + seeds(result.seeds(), ours.length)
            + " and a paired bootstrap of "
            + patients
            + " patients ("
            + draws
            + " draws)");
  }

  private static String seeds(int used, int planned) {
    String of = used < planned ? used + " of " + planned : String.valueOf(used);
    return of + (planned == 1 ? " seed" : " seeds");
  }

  private ObuchowskiRockette analyse(IntFunction<double[]> seriesOfSeed) {
    double[][] series =
        IntStream.range(0, measured[0][0].length)
            .mapToObj(seriesOfSeed)
            .filter(x -> !Double.isNaN(x[0]))
            .toArray(double[][]::new);
    return ObuchowskiRockette.of(
        Arrays.stream(series).mapToDouble(x -> x[0]).toArray(),
        Arrays.stream(series)
            .map(x -> Arrays.copyOfRange(x, 1, x.length))
            .toArray(double[][]::new));
  }

  private static double[] minus(IntToDoubleFunction a, double[] b) {
    return IntStream.range(0, b.length).mapToDouble(i -> a.applyAsDouble(i) - b[i]).toArray();
  }

  private int index(String metric) {
    for (int m = 0; m < metrics.size(); m++) {
      if (metrics.get(m).name().equals(metric)) {
        return m;
      }
    }
    throw new IllegalArgumentException("\"" + metric + "\" was not among the metrics drawn");
  }
}
