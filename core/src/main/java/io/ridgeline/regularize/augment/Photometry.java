package io.ridgeline.regularize.augment;

import io.ridgeline.data.Shape;
import io.ridgeline.engine.Generator;
import io.ridgeline.engine.Images;
import io.ridgeline.engine.Tensor;

/**
 * Changes of intensity that leave everything in its place.
 *
 * <p>Images are {@code [N, C, H, W]}, or {@code [N, C, D, H, W]} of volumes, and normalized: in
 * standard deviations of the training part about its mean. Parameters come one an image, {@code [N,
 * 1, 1, 1]}, or one a channel, {@code [N, C, 1, 1]}, of volumes with one axis more.
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
    Tensor mean = Axes.mean(images);
    long[] places = Axes.places(images);
    return images
        .minus(mean)
        .times(factors)
        .plus(mean)
        .within(images.lowest(places), images.highest(places));
  }

  /** x to the power of γ on the scale where the image's smallest value is 0 and its largest 1. */
  static Tensor gamma(Tensor images, Tensor exponents) {
    Tensor low = images.lowest(Axes.image(images));
    Tensor range = images.highest(Axes.image(images)).minus(low);
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
    Tensor across = Tensor.of(kernels, sigmas.length, 1, taps);
    Tensor along = Tensor.of(kernels, sigmas.length, taps, 1);
    if (images.shape().length == 4) {
      return Images.filter(Images.filter(images, across), along);
    }
    // an axis at a time: slices side by side as channels, then each slice as one long row
    long[] s = images.shape();
    Tensor slices = images.reshape(s[0], s[1] * s[2], s[3], s[4]);
    Tensor blurred = Images.filter(Images.filter(slices, across), along);
    return Images.filter(blurred.reshape(s[0], s[1], s[2], s[3] * s[4]), along).reshape(s);
  }

  /** Each image taken in pixels that many times as wide: nearest down, cubic up again. */
  static Tensor lowResolution(Tensor images, double[] factors) {
    Shape shape = Axes.shape(images);
    Tensor result = images.copy();
    for (int i = 0; i < factors.length; i++) {
      Tensor image = images.narrow(0, i, 1);
      long height = coarse(shape.height(), factors[i]);
      long width = coarse(shape.width(), factors[i]);
      Tensor fine;
      if (shape.dims() == 2) {
        Tensor coarse = Images.nearest(image, height, width);
        fine = Images.bicubic(coarse, shape.height(), shape.width(), false);
      } else {
        Tensor coarse = Images.nearest(image, coarse(shape.depth(), factors[i]), height, width);
        fine = Images.tricubic(coarse, shape.depth(), shape.height(), shape.width(), false);
      }
      result.narrow(0, i, 1).copyInPlace(fine);
    }
    return result;
  }

  private static long coarse(int length, double factor) {
    return Math.max(1, Math.round(length / factor));
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
    Tensor low = images.lowest(Axes.image(images));
    Tensor real = gaussianNoise(images.minus(low), sigmas, noise);
    Tensor imaginary = noise.normal(images.shape()).times(sigmas);
    return real.square().plus(imaginary.square()).sqrt().plus(low);
  }
}
