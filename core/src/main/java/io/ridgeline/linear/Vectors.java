package io.ridgeline.linear;

/** Sums over vectors. */
final class Vectors {
  private Vectors() {}

  /** Σ aᵢbᵢ, in four running sums: a processor adds them side by side. */
  static double dot(double[] a, double[] b) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i + 3 < a.length; i += 4) {
      s0 += a[i] * b[i];
      s1 += a[i + 1] * b[i + 1];
      s2 += a[i + 2] * b[i + 2];
      s3 += a[i + 3] * b[i + 3];
    }
    for (; i < a.length; i++) {
      s0 += a[i] * b[i];
    }
    return (s0 + s1) + (s2 + s3);
  }

  static double sum(double[] a) {
    double sum = 0;
    for (double value : a) {
      sum += value;
    }
    return sum;
  }

  /** Adds factor·x to {@code to}. */
  static void add(double factor, double[] x, double[] to) {
    for (int i = 0; i < x.length; i++) {
      to[i] += factor * x[i];
    }
  }
}
