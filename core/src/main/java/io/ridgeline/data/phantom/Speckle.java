package io.ridgeline.data.phantom;

import java.util.random.RandomGenerator;

/**
 * Fully developed speckle: many scatterers in every resolution cell, so that the echo is a complex
 * Gaussian and its envelope follows a Rayleigh distribution (Wagner et al. 1983, IEEE Trans. Sonics
 * Ultrason. 30(3)).
 *
 * <p>The point spread is a Gaussian; along the beam always the same, across it narrowest at the
 * focus. Lengths are shares of the field.
 *
 * @param axial standard deviation along the beam
 * @param lateral standard deviation across the beam at the focus
 * @param focus depth of the focus
 */
record Speckle(double axial, double lateral, double focus) {
  /** Depth from the focus at which the beam is √2 times as wide. */
  private static final double FOCAL_RANGE = 0.4;

  static Speckle draw(RandomGenerator random) {
    return new Speckle(
        Draws.uniform(random, 0.006, 0.010),
        Draws.uniform(random, 0.008, 0.014),
        Draws.uniform(random, 0.25, 0.5));
  }

  /**
   * The squared envelope of the echoes of scatterers of the given amplitudes.
   *
   * @param amplitude S·S, row-major, the first row nearest to the probe
   * @return S·S; its mean is 2 amplitude² where the amplitude is constant
   */
  double[] intensity(RandomGenerator random, double[] amplitude, int size) {
    double[] re = new double[size * size];
    double[] im = new double[size * size];
    double[] pair = new double[2];
    for (int i = 0; i < re.length; i++) {
      Draws.normalPair(random, pair);
      re[i] = amplitude[i] * pair[0];
      im[i] = amplitude[i] * pair[1];
    }
    double[][] across = new double[size][];
    double[][] along = new double[size][];
    double[] kernel = gaussian(axial * size);
    for (int y = 0; y < size; y++) {
      double off = ((y + 0.5) / size - focus) / FOCAL_RANGE;
      across[y] = gaussian(lateral * size * Math.sqrt(1 + off * off));
      along[y] = kernel;
    }
    re = spread(spread(re, size, 1, across), size, size, along);
    im = spread(spread(im, size, 1, across), size, size, along);
    for (int i = 0; i < re.length; i++) {
      re[i] = re[i] * re[i] + im[i] * im[i];
    }
    return re;
  }

  /** Convolves along one axis; each row has its kernel, cut at the border, of unit energy. */
  private static double[] spread(double[] in, int size, int stride, double[][] kernels) {
    double[] out = new double[in.length];
    for (int i = 0; i < in.length; i++) {
      double[] kernel = kernels[i / size];
      int at = stride == 1 ? i % size : i / size;
      int from = Math.max(-at, 1 - kernel.length);
      int to = Math.min(size - 1 - at, kernel.length - 1);
      double sum = 0;
      double energy = 0;
      for (int k = from; k <= to; k++) {
        double weight = kernel[Math.abs(k)];
        sum += weight * in[i + k * stride];
        energy += weight * weight;
      }
      out[i] = sum / Math.sqrt(energy);
    }
    return out;
  }

  /** Half a Gaussian, from its centre to three standard deviations, in pixels. */
  private static double[] gaussian(double deviation) {
    double[] half = new double[(int) Math.ceil(3 * deviation) + 1];
    for (int k = 0; k < half.length; k++) {
      double z = k / deviation;
      half[k] = StrictMath.exp(-z * z / 2);
    }
    return half;
  }
}
