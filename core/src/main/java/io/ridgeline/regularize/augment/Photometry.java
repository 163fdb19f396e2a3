package io.ridgeline.regularize.augment;

import io.ridgeline.engine.Generator;
import io.ridgeline.engine.Images;
import io.ridgeline.engine.Tensor;

/**
 * Changes of intensity that leave everything in its place.
 *
 * <p>Images are {@code [N, C, H, W]} and normalized: in standard deviations of the training part
 * about its mean. Parameters come one an image, {@code [N, 1, 1, 1]}, or one a channel, {@code [N,
 * C, 1, 1]}.
 */
final class Photometry {
  private static final double TINY = 1e-6;

  private Photometry() {}

  /** x + b. */
  static Tensor brightness(Tensor images, Tensor shifts) {
    return images.plus(shifts);
  }

  /** m + c (x − m) with each channel's own mean m, cut to the range that the channel had. */
  static Tensor contrast(Tensor images, Tensor factors) {
    Tensor mean = images.mean(2, 3).reshape(images.size(0), images.size(1), 1, 1);
    return images
        .minus(mean)
        .times(factors)
        .plus(mean)
        .within(images.lowest(2, 3), images.highest(2, 3));
  }

  /** x to the power of γ on the scale where the image's smallest value is 0 and its largest 1. */
  static Tensor gamma(Tensor images, Tensor exponents) {
    Tensor low = images.lowest(1, 2, 3);
    Tensor range = images.highest(1, 2, 3).minus(low);
    // an image of one value has no range: TINY keeps it what it is
    return images.minus(low).over(range.plus(TINY)).power(exponents).times(range).plus(low);
  }

  /** {@link #gamma} on the negative: it is the bright end that bends. */
  static Tensor gammaOfNegative(Tensor images, Tensor exponents) {
    return gamma(images.times(-1), exponents).times(-1);
  }

  /**
   * Convolved with a Gaussian, separable, the edge continued outwards.
   *
   * @param sigmas its width, in pixels, one an image
   * @param radius pixels from its centre to where it is cut off
   */
  static Tensor blur(Tensor images, double[] sigmas, int radius) {
    int taps = 2 * radius + 1;
    float[] kernels = new float[sigmas.length * taps];
    for (int i = 0; i < sigmas.length; i++) {
      double sum = 0;
      double[] kernel = new double[taps];
      for (int k = 0; k < taps; k++) {
        double z = (k - radius) / sigmas[i];
        kernel[k] = StrictMath.exp(-z * z / 2);
        sum += kernel[k];
      }
      for (int k = 0; k < taps; k++) {
        kernels[i * taps + k] = (float) (kernel[k] / sum);
      }
    }
    Tensor across = Images.filter(images, Tensor.of(kernels, sigmas.length, 1, taps));
    return Images.filter(across, Tensor.of(kernels, sigmas.length, taps, 1));
  }

  /** Each image taken in pixels that many times as wide: nearest down, bicubic up again. */
  static Tensor lowResolution(Tensor images, double[] factors) {
    long height = images.size(2);
    long width = images.size(3);
    Tensor result = images.copy();
    for (int i = 0; i < factors.length; i++) {
      Tensor image = images.narrow(0, i, 1);
      Tensor coarse =
          Images.nearest(
              image,
              Math.max(1, Math.round(height / factors[i])),
              Math.max(1, Math.round(width / factors[i])));
      result.narrow(0, i, 1).copyInPlace(Images.bicubic(coarse, height, width, false));
    }
    return result;
  }

  /** x + n, n ~ N(0, σ²) for every value. */
  static Tensor gaussianNoise(Tensor images, Tensor sigmas, Generator noise) {
    return images.plus(noise.normal(images.shape()).times(sigmas));
  }

  /**
   * √((x + n₁)² + n₂²), as where a magnitude is shown of a signal with noise in both its parts;
   * intensities count from the image's smallest value.
   */
  static Tensor ricianNoise(Tensor images, Tensor sigmas, Generator noise) {
    Tensor low = images.lowest(1, 2, 3);
    Tensor real = gaussianNoise(images.minus(low), sigmas, noise);
    Tensor imaginary = noise.normal(images.shape()).times(sigmas);
    return real.square().plus(imaginary.square()).sqrt().plus(low);
  }
}
