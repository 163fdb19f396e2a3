package io.ridgeline.image;

import java.util.random.RandomGenerator;

/**
 * What may befall an image on its way to a model, in five severities.
 *
 * <p>After the benchmarks of corrupted images (Hendrycks and Dietterich 2019, ICLR; for medical
 * images Di Salvo et al. 2024, arXiv:2406.17536). Strengths are told in standard deviations of the
 * image's own values and in shares of its sides, so that they mean the same for 8 bits, for
 * Hounsfield units and for every size. Where the file says what full intensity is, values stay
 * between 0 and that. Volumes are changed slice by slice.
 */
public enum Corruption {
  /** Gaussian noise of the detector. */
  NOISE(0.1, 0.2, 0.35, 0.5, 0.75) {
    @Override
    float[] change(Image image, double strength, RandomGenerator random) {
      double deviation = strength * spread(image);
      return each(image, v -> v + deviation * random.nextGaussian());
    }
  },
  /** Noise that grows with the signal, as of coherent echoes. */
  SPECKLE(0.1, 0.2, 0.3, 0.45, 0.6) {
    @Override
    float[] change(Image image, double strength, RandomGenerator random) {
      return each(image, v -> v * (1 + strength * random.nextGaussian()));
    }
  },
  /** Out of focus: a Gaussian whose deviation is a share of the longer side. */
  BLUR(0.005, 0.01, 0.015, 0.025, 0.04) {
    @Override
    float[] change(Image image, double strength, RandomGenerator random) {
      double sigma = strength * Math.max(image.height(), image.width());
      int radius = (int) Math.ceil(3 * sigma);
      double[] kernel = new double[2 * radius + 1];
      for (int i = -radius; i <= radius; i++) {
        kernel[i + radius] = Math.exp(-i * i / (2 * sigma * sigma));
      }
      return Kernel.alongColumns(image, Kernel.alongRows(image, image.values(), kernel), kernel);
    }
  },
  /** The patient moved: a mean along the rows. */
  MOTION(0.03, 0.05, 0.08, 0.12, 0.18) {
    @Override
    float[] change(Image image, double strength, RandomGenerator random) {
      int length = Math.max(2, (int) Math.round(strength * image.width()));
      double[] kernel = new double[2 * length + 1];
      for (int i = 0; i < length; i++) {
        kernel[length - length / 2 + i] = 1;
      }
      return Kernel.alongRows(image, image.values(), kernel);
    }
  },
  /** Stored too small: blocks of pixels take their mean. */
  PIXELATE(1.5, 2, 3, 4, 6) {
    @Override
    float[] change(Image image, double strength, RandomGenerator random) {
      return Kernel.blocks(image, strength);
    }
  },
  /** Less contrast about the mean. */
  CONTRAST(0.75, 0.55, 0.4, 0.25, 0.15) {
    @Override
    float[] change(Image image, double strength, RandomGenerator random) {
      double mean = mean(image);
      return each(image, v -> mean + strength * (v - mean));
    }
  },
  /** Brighter or darker, with equal probability. */
  BRIGHTNESS(0.25, 0.5, 0.75, 1, 1.5) {
    @Override
    float[] change(Image image, double strength, RandomGenerator random) {
      double shift = (random.nextBoolean() ? 1 : -1) * strength * spread(image);
      return each(image, v -> v + shift);
    }
  },
  /** A dark band from top to bottom, as behind bone and gas: a fifth of the width, ever darker. */
  SHADOW(0.7, 0.5, 0.35, 0.2, 0.05) {
    @Override
    float[] change(Image image, double strength, RandomGenerator random) {
      int band = Math.max(1, image.width() / 5);
      int left = random.nextInt(image.width() - band + 1);
      float[] changed = image.values().clone();
      for (int i = 0; i < changed.length; i++) {
        int column = i % image.width();
        if (column >= left && column < left + band) {
          changed[i] *= (float) strength;
        }
      }
      return changed;
    }
  };

  /** How many severities there are. */
  public static final int SEVERITIES = 5;

  @SuppressWarnings("ImmutableEnumChecker") // never written to, never handed out
  private final double[] strengths;

  Corruption(double... strengths) {
    this.strengths = strengths;
  }

  /**
   * The image corrupted.
   *
   * @param severity from 1 to 5
   * @param random draws noise and places; the same one corrupts an image in the same way
   */
  public Image of(Image image, int severity, RandomGenerator random) {
    float[] values = change(image, strengths[severity - 1], random);
    if (image.white() != 1) {
      for (int i = 0; i < values.length; i++) {
        values[i] = Math.min(image.white(), Math.max(0, values[i]));
      }
    }
    return new Image(
        image.channels(),
        image.depth(),
        image.height(),
        image.width(),
        image.spacing(),
        image.white(),
        values);
  }

  abstract float[] change(Image image, double strength, RandomGenerator random);

  @FunctionalInterface
  private interface Change {
    double of(double value);
  }

  private static float[] each(Image image, Change change) {
    float[] values = new float[image.values().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) change.of(image.values()[i]);
    }
    return values;
  }

  private static double mean(Image image) {
    double sum = 0;
    for (float v : image.values()) {
      sum += v;
    }
    return sum / image.values().length;
  }

  private static double spread(Image image) {
    double mean = mean(image);
    double squares = 0;
    for (float v : image.values()) {
      squares += (v - mean) * (v - mean);
    }
    return Math.sqrt(squares / image.values().length);
  }

  /** Weighted means over neighbours in a slice; outside, the nearest pixel stands in. */
  private static final class Kernel {
    static float[] alongRows(Image image, float[] values, double[] kernel) {
      return along(values, image.width(), 1, kernel);
    }

    static float[] alongColumns(Image image, float[] values, double[] kernel) {
      return along(values, image.height(), image.width(), kernel);
    }

    private static float[] along(float[] values, int length, int stride, double[] kernel) {
      int radius = kernel.length / 2;
      double total = 0;
      for (double k : kernel) {
        total += k;
      }
      float[] out = new float[values.length];
      for (int i = 0; i < values.length; i++) {
        int at = i / stride % length;
        double sum = 0;
        for (int k = 0; k < kernel.length; k++) {
          int from = Math.min(length - 1, Math.max(0, at + k - radius));
          sum += kernel[k] * values[i + (from - at) * stride];
        }
        out[i] = (float) (sum / total);
      }
      return out;
    }

    static float[] blocks(Image image, double side) {
      int columns = Math.max(1, (int) Math.round(image.width() / side));
      int rows = Math.max(1, (int) Math.round(image.height() / side));
      int plane = image.height() * image.width();
      int slices = image.values().length / plane;
      double[] sums = new double[slices * rows * columns];
      int[] counts = new int[sums.length];
      int[] block = new int[image.values().length];
      for (int i = 0; i < block.length; i++) {
        int row = i % plane / image.width() * rows / image.height();
        int column = i % image.width() * columns / image.width();
        block[i] = (i / plane * rows + row) * columns + column;
        sums[block[i]] += image.values()[i];
        counts[block[i]]++;
      }
      float[] out = new float[block.length];
      for (int i = 0; i < block.length; i++) {
        out[i] = (float) (sums[block[i]] / counts[block[i]]);
      }
      return out;
    }
  }
}
