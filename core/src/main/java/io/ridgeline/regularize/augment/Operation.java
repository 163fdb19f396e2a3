package io.ridgeline.regularize.augment;

import io.ridgeline.data.Shape;
import io.ridgeline.engine.Tensor;
import io.ridgeline.regularize.Batch;
import java.util.Arrays;
import java.util.List;
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
 *
 * <p>Those that move something move volumes within their slices, and targets that are maps along;
 * {@link #SHARPNESS} works along all three axes of a volume.
 */
public enum Operation {
  /** Nothing. */
  IDENTITY,
  /** |s| of the way to mean 0 and standard deviation 1 over each channel of the image. */
  STANDARDIZE {
    @Override
    Tensor recoloured(Tensor images, double[] strengths) {
      Tensor centred = images.minus(Axes.mean(images));
      Tensor deviation = Axes.mean(centred.square()).sqrt();
      Tensor standard = centred.over(deviation.plus(1e-6));
      return images.plus(standard.minus(images).times(column(images, strengths, Math::abs)));
    }
  },
  /** A shift by s standard deviations of the training part. */
  BRIGHTNESS {
    @Override
    Tensor recoloured(Tensor images, double[] strengths) {
      return Photometry.brightness(images, column(images, strengths, s -> s));
    }
  },
  /** Contrast times 1 + .9s. */
  CONTRAST {
    @Override
    Tensor recoloured(Tensor images, double[] strengths) {
      return Photometry.contrast(images, column(images, strengths, s -> 1 + 0.9 * s));
    }
  },
  /** The exponent 2^s on the image's own range. */
  GAMMA {
    @Override
    Tensor recoloured(Tensor images, double[] strengths) {
      return Photometry.gamma(images, column(images, strengths, s -> StrictMath.pow(2, s)));
    }
  },
  /** .9s of the difference from the image under a Gaussian of one pixel: sharper, or smoother. */
  SHARPNESS {
    @Override
    Tensor recoloured(Tensor images, double[] strengths) {
      double[] sigmas = new double[strengths.length];
      Arrays.fill(sigmas, 1);
      Tensor detail = images.minus(Photometry.blur(images, sigmas, 3));
      return images.plus(detail.times(column(images, strengths, s -> 0.9 * s)));
    }
  },
  /** A rotation by 30s degrees. */
  ROTATE {
    @Override
    double[] map(double strength, double aspect) {
      return AffineMaps.of(Math.toRadians(30 * strength), 1, 0, 0, 0, aspect);
    }
  },
  /** Rows pushed along by .3s of their distance from the centre. */
  SHEAR_X {
    @Override
    double[] map(double strength, double aspect) {
      return new double[] {1, 0.3 * strength * aspect, 0, 0, 1, 0};
    }
  },
  /** Columns pushed along by .3s of their distance from the centre. */
  SHEAR_Y {
    @Override
    double[] map(double strength, double aspect) {
      return new double[] {1, 0, 0, 0.3 * strength / aspect, 1, 0};
    }
  },
  /** A move by .3s of the width. */
  TRANSLATE_X {
    @Override
    double[] map(double strength, double aspect) {
      return new double[] {1, 0, 0.6 * strength, 0, 1, 0};
    }
  },
  /** A move by .3s of the height. */
  TRANSLATE_Y {
    @Override
    double[] map(double strength, double aspect) {
      return new double[] {1, 0, 0, 0, 1, 0.6 * strength};
    }
  };

  private static final List<Operation> ALL = List.of(values());

  /** One of them, each alike. */
  static Operation drawn(RandomGenerator random) {
    return ALL.get(random.nextInt(ALL.size()));
  }

  /**
   * The images with their intensities changed; those that move something leave them alone.
   *
   * @param images {@code [N, C, (D,) H, W]}, normalized
   * @param strengths one an image
   */
  Tensor recoloured(Tensor images, double[] strengths) {
    return images;
  }

  /**
   * The 2×3 map from output to input coordinates; empty for what changes intensities only.
   *
   * @param aspect height over width
   */
  double[] map(double strength, double aspect) {
    return new double[0];
  }

  private boolean moves() {
    return map(1, 1).length > 0;
  }

  private Motion motion(Shape shape, double[] strengths) {
    double aspect = (double) shape.height() / shape.width();
    return AffineMaps.motion(
        Arrays.stream(strengths)
            .mapToObj(s -> map(s, aspect))
            .map(m -> shape.dims() == 3 ? AffineMaps.inSlices(m) : m)
            .toArray(double[][]::new),
        shape);
  }

  /** The images of a batch, each changed by an operation and a strength of its own. */
  static Batch each(Batch batch, Operation[] operations, double[] strengths) {
    Tensor images = batch.images();
    Tensor targets = batch.targets();
    for (Operation operation : ALL) {
      int[] those =
          IntStream.range(0, operations.length).filter(i -> operations[i] == operation).toArray();
      if (operation == IDENTITY || those.length == 0) {
        continue;
      }
      double[] their = Arrays.stream(those).mapToDouble(i -> strengths[i]).toArray();
      Tensor chosen = images.rows(those);
      if (operation.moves()) {
        Shape shape = Axes.shape(chosen);
        Motion motion = operation.motion(shape, their);
        images = images.withRows(those, motion.images(chosen));
        targets = targets.withRows(those, motion.targets(targets.rows(those), shape));
      } else {
        images = images.withRows(those, operation.recoloured(chosen, their));
      }
    }
    return new Batch(images, targets);
  }

  private static Tensor column(Tensor images, double[] strengths, DoubleUnaryOperator parameter) {
    return Axes.column(images, Arrays.stream(strengths).map(parameter).toArray());
  }
}
