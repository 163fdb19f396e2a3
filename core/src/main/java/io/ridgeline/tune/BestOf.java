package io.ridgeline.tune;

import java.util.Arrays;

/**
 * The expected best of t configurations, had only t been tried: the mean of the maximum over all
 * subsets of size t, Σ v₍ᵢ₎ C(i−1, t−1) / C(n, t) over the values in rising order.
 *
 * <p>It compares arms at equal budgets smaller than the one spent (Dodge et al. 2019, EMNLP;
 * without its bias: Tang et al. 2020, ACL).
 */
public final class BestOf {
  private BestOf() {}

  /**
   * The curve.
   *
   * @param values of the configurations tried; NaN, of one that did not complete, counts as the
   *     worst of the others
   * @param higherIsBetter whether the best is the highest
   * @return for t = 1 to n the expected best; NaN throughout if no value is defined
   */
  public static double[] curve(double[] values, boolean higherIsBetter) {
    double sign = higherIsBetter ? 1 : -1;
    double worst =
        Arrays.stream(values)
            .filter(v -> !Double.isNaN(v))
            .map(v -> sign * v)
            .min()
            .orElse(Double.NaN);
    double[] rising =
        Arrays.stream(values).map(v -> Double.isNaN(v) ? worst : sign * v).sorted().toArray();
    int n = rising.length;
    double[] curve = new double[n];
    for (int t = 1; t <= n; t++) {
      // the share of subsets whose best is the i-th, from the highest down
      double share = (double) t / n;
      double sum = 0;
      for (int i = n; i >= t; i--) {
        sum += share * rising[i - 1];
        share *= (double) (i - t) / (i - 1);
      }
      curve[t - 1] = sign * sum;
    }
    return curve;
  }
}
