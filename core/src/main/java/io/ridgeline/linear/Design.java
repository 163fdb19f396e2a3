package io.ridgeline.linear;

/**
 * Columns as they are fitted: of weighted mean 0 and, if standardized, of weighted variance 1 with
 * the divisor n. A constant column becomes zeros, so that nothing can act through it.
 *
 * @param columns by feature, then by row
 * @param mean of each column as it was
 * @param scale what each column was divided by
 */
record Design(double[][] columns, double[] mean, double[] scale) {
  /** A column whose deviations are this small beside its values is constant but for rounding. */
  private static final double CONSTANT = 1e-12;

  /**
   * Centres and scales.
   *
   * @param columns by feature, then by row; not changed
   * @param weights one a row, of sum 1
   */
  static Design of(double[][] columns, double[] weights, boolean standardize) {
    int p = columns.length;
    Design design = new Design(new double[p][], new double[p], new double[p]);
    for (int j = 0; j < p; j++) {
      double[] x = columns[j];
      double mean = Vectors.dot(weights, x);
      double variance = 0;
      double largest = 0;
      for (int i = 0; i < x.length; i++) {
        variance += weights[i] * (x[i] - mean) * (x[i] - mean);
        largest = Math.max(largest, Math.abs(x[i]));
      }
      double deviation = Math.sqrt(variance);
      boolean constant = deviation <= CONSTANT * largest;
      double scale = standardize && !constant ? deviation : 1;
      double[] centred = new double[x.length];
      for (int i = 0; i < x.length && !constant; i++) {
        centred[i] = (x[i] - mean) / scale;
      }
      design.columns[j] = centred;
      design.mean[j] = mean;
      design.scale[j] = scale;
    }
    return design;
  }

  int features() {
    return columns.length;
  }

  int rows() {
    return columns.length == 0 ? 0 : columns[0].length;
  }
}
