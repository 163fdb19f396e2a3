package io.ridgeline.statistics;

import java.util.Arrays;

/**
 * How much of the variation of a metric comes from the seeds and how much from the splits: the
 * one-way random-effects analysis of variance with splits as groups.
 *
 * <p>With n_j seeds on split j, N in all: s²_seed is the mean square within splits and s²_split =
 * max(0, (M − s²_seed)/n₀), where M is the mean square between splits and n₀ = (N − Σn_j²/N)/(J −
 * 1) the number of seeds on a split. The variance of the splits' means alone would still hold
 * s²_seed/n₀ (Searle et al. 1992, Variance Components, ch. 3).
 *
 * @param seed standard deviation of one training over seeds on the same split; NaN if no split has
 *     two seeds
 * @param split standard deviation over splits that seeds do not explain; NaN with one split. If no
 *     split has two seeds the two cannot be told apart, and it holds both
 */
public record VarianceComponents(double seed, double split) {
  /**
   * The components of values.
   *
   * @param values {@code [split][seed]}; NaN for a trial that did not complete
   */
  public static VarianceComponents of(double[][] values) {
    double[][] groups =
        Arrays.stream(values)
            .map(seeds -> Arrays.stream(seeds).filter(v -> !Double.isNaN(v)).toArray())
            .filter(seeds -> seeds.length > 0)
            .toArray(double[][]::new);
    double all = 0;
    double sizes = 0;
    double sum = 0;
    double within = 0;
    for (double[] group : groups) {
      all += group.length;
      sizes += (double) group.length * group.length;
      sum += Moments.mean(group) * group.length;
      within += group.length > 1 ? Moments.variance(group) * (group.length - 1) : 0;
    }
    double between = 0;
    for (double[] group : groups) {
      double deviation = Moments.mean(group) - sum / all;
      between += group.length * deviation * deviation;
    }
    int splits = groups.length;
    double seeds = all > splits ? within / (all - splits) : Double.NaN;
    if (splits < 2) {
      return new VarianceComponents(Math.sqrt(seeds), Double.NaN);
    }
    double each = (all - sizes / all) / (splits - 1);
    double explained = Double.isNaN(seeds) ? 0 : seeds;
    double component = (between / (splits - 1) - explained) / each;
    return new VarianceComponents(Math.sqrt(seeds), Math.sqrt(Math.max(0, component)));
  }
}
