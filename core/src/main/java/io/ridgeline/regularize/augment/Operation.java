package io.ridgeline.regularize.augment;

import io.ridgeline.engine.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * One change of an image with a strength in [−1, 1], 0 for none: what automatic policies choose
 * from.
 *
 * <p>The list is that of RandAugment as far as it makes sense for normalized medical images. Left
 * out are invert, solarize, equalize and posterize, because they turn round or flatten the order of
 * intensities, which says what tissue it is; and colour, because most images have none.
 * Auto-contrast became {@link #STANDARDIZE}, because there is no fixed range of values to stretch
 * to; {@link #GAMMA} stands in for the other monotone ones. What comes in from outside is zero, the
 * mean.
 */
public enum Operation {
  /** Nothing. */
  IDENTITY {
    @Override
    Tensor apply(Tensor images, double[] strengths) {
      return images;
    }
  },
  /** |s| of the way to mean 0 and standard deviation 1 over each channel of the image. */
  STANDARDIZE {
    @Override
    Tensor apply(Tensor images, double[] strengths) {
      Tensor centred = images.minus(mean(images));
      Tensor deviation = mean(centred.square()).sqrt();
      Tensor standard = centred.over(deviation.plus(1e-6));
      return images.plus(standard.minus(images).times(column(strengths, Math::abs)));
    }
  },
  /** A shift by s standard deviations of the training part. */
  BRIGHTNESS {
    @Override
    Tensor apply(Tensor images, double[] strengths) {
      return Photometry.brightness(images, column(strengths, s -> s));
    }
  },
  /** Contrast times 1 + .9s. */
  CONTRAST {
    @Override
    Tensor apply(Tensor images, double[] strengths) {
      return Photometry.contrast(images, column(strengths, s -> 1 + 0.9 * s));
    }
  },
  /** The exponent 2^s on the image's own range. */
  GAMMA {
    @Override
    Tensor apply(Tensor images, double[] strengths) {
      return Photometry.gamma(images, column(strengths, s -> StrictMath.pow(2, s)));
    }
  },
  /** .9s of the difference from the image under a Gaussian of one pixel: sharper, or smoother. */
  SHARPNESS {
    @Override
    Tensor apply(Tensor images, double[] strengths) {
      double[] sigmas = new double[strengths.length];
      Arrays.fill(sigmas, 1);
      Tensor detail = images.minus(Photometry.blur(images, sigmas, 3));
      return images.plus(detail.times(column(strengths, s -> 0.9 * s)));
    }
  },
  /** A rotation by 30s degrees. */
  ROTATE {
    @Override
    Tensor apply(Tensor images, double[] strengths) {
      double aspect = aspect(images);
      return warp(images, strengths, s -> Affine.map(Math.toRadians(30 * s), 1, 0, 0, 0, aspect));
    }
  },
  /** Rows pushed along by .3s of their distance from the centre. */
  SHEAR_X {
    @Override
    Tensor apply(Tensor images, double[] strengths) {
      double aspect = aspect(images);
      return warp(images, strengths, s -> new double[] {1, 0.3 * s * aspect, 0, 0, 1, 0});
    }
  },
  /** Columns pushed along by .3s of their distance from the centre. */
  SHEAR_Y {
    @Override
    Tensor apply(Tensor images, double[] strengths) {
      double aspect = aspect(images);
      return warp(images, strengths, s -> new double[] {1, 0, 0, 0.3 * s / aspect, 1, 0});
    }
  },
  /** A move by .3s of the width. */
  TRANSLATE_X {
    @Override
    Tensor apply(Tensor images, double[] strengths) {
      return warp(images, strengths, s -> new double[] {1, 0, 0.6 * s, 0, 1, 0});
    }
  },
  /** A move by .3s of the height. */
  TRANSLATE_Y {
    @Override
    Tensor apply(Tensor images, double[] strengths) {
      return warp(images, strengths, s -> new double[] {1, 0, 0, 0, 1, 0.6 * s});
    }
  };

  private static final List<Operation> ALL = List.of(values());

  /** One of them, each alike. */
  static Operation drawn(RandomGenerator random) {
    return ALL.get(random.nextInt(ALL.size()));
  }

  /**
   * The changed images.
   *
   * @param images {@code [N, C, H, W]}, normalized
   * @param strengths one an image
   */
  abstract Tensor apply(Tensor images, double[] strengths);

  /** The images, each changed by an operation and a strength of its own. */
  public static Tensor each(Tensor images, Operation[] operations, double[] strengths) {
    Tensor now = images;
    for (Operation operation : ALL) {
      int[] those =
          IntStream.range(0, operations.length).filter(i -> operations[i] == operation).toArray();
      if (operation != IDENTITY && those.length > 0) {
        double[] their = Arrays.stream(those).mapToDouble(i -> strengths[i]).toArray();
        now = now.withRows(those, operation.apply(images.rows(those), their));
      }
    }
    return now;
  }

  private static Tensor column(double[] strengths, DoubleUnaryOperator parameter) {
    return Draws.column(Arrays.stream(strengths).map(parameter).toArray());
  }

  private static Tensor mean(Tensor images) {
    return images.mean(2, 3).reshape(images.size(0), images.size(1), 1, 1);
  }

  private static double aspect(Tensor images) {
    return (double) images.size(2) / images.size(3);
  }

  private static Tensor warp(Tensor images, double[] strengths, DoubleFunction<double[]> map) {
    double[][] maps = Arrays.stream(strengths).mapToObj(map).toArray(double[][]::new);
    return new AffineMotion(maps, (int) images.size(2), (int) images.size(3)).images(images);
  }
}
