package io.ridgeline.statistics;

import io.ridgeline.metric.ClassificationMetric;
import io.ridgeline.metric.ClassificationMetrics;
import io.ridgeline.metric.Metric;
import io.ridgeline.metric.Resampled;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Several arms, each trained with several seeds, on one test set: what would other patients and
 * other seeds give?
 *
 * <p>Patients are resampled with replacement, the same draws for every arm, seed and metric, so
 * that differences are paired on both levels, by patient and by seed. What the draws show of the
 * patients is joined with what the trials show of the seeds by {@code ObuchowskiRockette}, whose t
 * interval and p-value keep their level with three or five seeds; percentiles of draws of seeds and
 * patients together do not ({@code docs/decisions/0004-seeds-as-readers.md}). Where each arm has a
 * single seed, the interval of an arm's own metric or gap is {@code Bca}'s, which knows that a
 * metric near its best value can be wrong by more to one side than to the other; a difference keeps
 * the symmetric one ({@code docs/decisions/0018-bca-of-one-seed.md}). Equal inputs give equal
 * results to the bit.
 */
public final class PairedBootstrap {
  /** Of more patients than this the correction is too small to be worth as many estimates. */
  private static final int JACKKNIFE = 1000;

  private final List<Metric> metrics;
  private final int patients;
  private final int draws;

  /** Patients of each stratum that are left out in turn; empty with several seeds. */
  private final int[] leftOut;

  /**
   * By metric, arm and seed: the metric on the test set, then on each draw, then without each
   * patient in turn; NaN for a trial that did not complete.
   */
  private final double[][][][] measured;

  /**
   * Draws patients and computes every metric on every draw.
   *
   * @param strata the stratum of each test example, such as its class; each keeps its number of
   *     patients in every draw
   * @param groups the patient of each test example
   * @param arms {@code arms[arm][seed]}: what each trial predicted; null for one that did not
   *     complete
   * @param metrics what the trials say on resamples, in their order
   * @param draws the number of draws; 2000 is enough
   * @param seed of the draws
   * @throws IllegalArgumentException if numbers of examples, seeds or metrics differ
   */
  public PairedBootstrap(
      int[] strata,
      List<String> groups,
      @Nullable Resampled[][] arms,
      List<? extends Metric> metrics,
      int draws,
      long seed) {
    if (groups.size() != strata.length) {
      throw new IllegalArgumentException(
          groups.size() + " groups for " + strata.length + " labels");
    }
    this.metrics = List.copyOf(metrics);
    this.draws = draws;
    int seeds = arms[0].length;
    measured = new double[metrics.size()][arms.length][seeds][];
    PatientDraws source = new PatientDraws(strata, groups, seed);
    patients = source.patients();
    int[][][] without = seeds == 1 && patients <= JACKKNIFE ? source.leaveOut() : new int[0][][];
    leftOut = Arrays.stream(without).mapToInt(stratum -> stratum.length).toArray();
    int[][] counts =
        Stream.of(
                Stream.of(source.all()),
                Stream.generate(source::next).limit(draws),
                Arrays.stream(without).flatMap(Arrays::stream))
            .flatMap(resamples -> resamples)
            .toArray(int[][]::new);
    for (int a = 0; a < arms.length; a++) {
      if (arms[a].length != seeds) {
        throw new IllegalArgumentException(
            "arm " + a + " has " + arms[a].length + " seeds, arm 0 has " + seeds);
      }
      for (int s = 0; s < seeds; s++) {
        measure(arms[a][s], counts, a, s);
      }
    }
  }

  /**
   * The same for classifiers.
   *
   * @param labels the true class of each test image, which is its stratum
   * @param groups the patient of each test image
   * @param arms {@code arms[arm][seed][image][class]}: probabilities; an empty array for a trial
   *     that did not complete
   * @param metrics names of metrics of classification
   * @throws IllegalArgumentException if numbers of images or seeds differ or a metric is unknown
   */
  public PairedBootstrap(
      int[] labels,
      List<String> groups,
      double[][][][] arms,
      List<String> metrics,
      int draws,
      long seed) {
    this(
        labels,
        groups,
        resampled(labels, arms, classification(metrics)),
        classification(metrics),
        draws,
        seed);
  }

  private static List<ClassificationMetric> classification(List<String> names) {
    return names.stream().map(ClassificationMetrics::metric).toList();
  }

  private static @Nullable Resampled[][] resampled(
      int[] labels, double[][][][] arms, List<ClassificationMetric> metrics) {
    return Arrays.stream(arms)
        .map(
            seeds ->
                Arrays.stream(seeds)
                    .map(p -> p.length == 0 ? null : new ResampledScores(labels, p, metrics))
                    .toArray(Resampled[]::new))
        .toArray(Resampled[][]::new);
  }

  private void measure(@Nullable Resampled trial, int[][] counts, int arm, int seed) {
    double[][] values = trial == null ? undefined(counts.length) : trial.on(counts);
    if (values.length != metrics.size()) {
      throw new IllegalArgumentException(
          values.length + " metrics measured, " + metrics.size() + " named");
    }
    for (int m = 0; m < values.length; m++) {
      measured[m][arm][seed] = values[m];
    }
  }

  private double[][] undefined(int resamples) {
    double[][] values = new double[metrics.size()][resamples];
    for (double[] series : values) {
      Arrays.fill(series, Double.NaN);
    }
    return values;
  }

  /** The metric of each seed of an arm; NaN for a trial that did not complete. */
  public double[] values(int arm, String metric) {
    return Arrays.stream(measured[index(metric)][arm]).mapToDouble(series -> series[0]).toArray();
  }

  /** An arm's metric, averaged over seeds; its interval ends where the metric's range does. */
  public Interval mean(int arm, String metric) {
    int m = index(metric);
    return interval(s -> measured[m][arm][s])
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
    return interval(s -> minus(b -> train[s], measured[m][arm][s]));
  }

  /**
   * The gap of an arm minus that of a baseline, over the seeds that completed in both.
   *
   * @param train the metric on the training part, arm minus baseline, one a seed
   */
  public PairedComparison gapDifference(int arm, int baseline, String metric, double[] train) {
    double[][] ours = measured[index(metric)][arm];
    double[][] theirs = measured[index(metric)][baseline];
    return comparison(
        s -> minus(b -> train[s], minus(b -> ours[s][b], theirs[s])), SeedVariance.UNKNOWN);
  }

  /**
   * The difference of an arm to a baseline, over the seeds that completed in both. Of a single seed
   * nothing is known of other seeds: there is no detectable difference.
   */
  public PairedComparison difference(int arm, int baseline, String metric) {
    double[][] ours = measured[index(metric)][arm];
    double[][] theirs = measured[index(metric)][baseline];
    SeedVariance ofArms =
        SeedVariance.of(
            Arrays.stream(measured[index(metric)])
                .map(seeds -> Arrays.stream(seeds).mapToDouble(series -> series[0]).toArray())
                .toArray(double[][]::new));
    return comparison(s -> minus(b -> ours[s][b], theirs[s]), ofArms);
  }

  private PairedComparison comparison(IntFunction<double[]> seriesOfSeed, SeedVariance least) {
    ObuchowskiRockette result = analyse(seriesOfSeed, least);
    PairedComparison comparison =
        PairedComparison.of(
            result.mean(),
            result.standardError(),
            result.degreesOfFreedom(),
            "Obuchowski-Rockette over "
                + seeds(result.seeds(), measured[0][0].length)
                + " and a paired bootstrap of "
                + patients
                + " patients ("
                + draws
                + " draws)");
    return result.seeds() == 1 ? comparison.ofOneSeed() : comparison;
  }

  private static String seeds(int used, int planned) {
    String of = used < planned ? used + " of " + planned : String.valueOf(used);
    return of + (planned == 1 ? " seed" : " seeds");
  }

  private ObuchowskiRockette analyse(IntFunction<double[]> seriesOfSeed, SeedVariance least) {
    double[][] series =
        IntStream.range(0, measured[0][0].length)
            .mapToObj(seriesOfSeed)
            .filter(x -> !Double.isNaN(x[0]))
            .toArray(double[][]::new);
    return ObuchowskiRockette.of(
        Arrays.stream(series).mapToDouble(x -> x[0]).toArray(),
        Arrays.stream(series)
            .map(x -> Arrays.copyOfRange(x, 1, 1 + draws))
            .toArray(double[][]::new),
        least);
  }

  private Interval interval(IntFunction<double[]> seriesOfSeed) {
    Interval symmetric = analyse(seriesOfSeed, SeedVariance.UNKNOWN).interval();
    if (leftOut.length == 0) {
      return symmetric;
    }
    double[] series = seriesOfSeed.apply(0);
    double[][] without = new double[leftOut.length][];
    int start = 1 + draws;
    for (int k = 0; k < without.length; k++) {
      without[k] = Arrays.copyOfRange(series, start, start + leftOut[k]);
      start += leftOut[k];
    }
    Interval bca = Bca.of(series[0], Arrays.copyOfRange(series, 1, 1 + draws), without);
    return Double.isNaN(bca.low() + bca.high()) ? symmetric : bca;
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
