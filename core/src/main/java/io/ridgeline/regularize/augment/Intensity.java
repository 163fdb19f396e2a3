package io.ridgeline.regularize.augment;

import io.ridgeline.describe.Choice;
import io.ridgeline.describe.Cost;
import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Method;
import io.ridgeline.describe.Paper;
import io.ridgeline.describe.Real;
import io.ridgeline.engine.Generator;
import io.ridgeline.engine.Tensor;
import io.ridgeline.regularize.Batch;
import io.ridgeline.regularize.BatchTransform;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;

/**
 * Changes intensities as scanners, stains and exposures do: noise, blur, brightness, contrast, low
 * resolution and gamma, each with a probability of its own, in this order.
 *
 * <p>Magnitude 1 has the probabilities and ranges of nnU-Net (supplementary note 4 of the paper);
 * less shrinks every range towards the value that changes nothing. Two things differ. Brightness is
 * a shift in standard deviations, because multiplying normalized values would be contrast once
 * more. And images of several channels stay one image: all channels share a draw, to which each
 * adds a fifth as much of its own, as stains do; nnU-Net's channels, sequences of a scanner, are
 * drawn apart. Volumes are blurred and coarsened along all three axes.
 */
@Method(
    name = "intensity",
    summary = "Changes brightness, contrast, gamma, sharpness and noise of training images.",
    formula =
        "magnitude m: noise p .15, σ² ~ U(0, .1m); blur p .2, σ ~ m·U(.5, 1.5) pixels;"
            + " brightness p .15, x + U(−.3m, .3m); contrast p .15, factor 1−.35m..1+.5m about the"
            + " mean; low resolution p .25, pixels 1..1+m times as wide; gamma p .15, exponent"
            + " 1−.3m..1+.5m, and p .15 on the negative",
    when =
        "Nearly always: images of other scanners, stains or exposures are to come. Less where"
            + " brightness itself is the sign to be read.",
    paper = @Paper("Isensee et al. 2021, Nature Methods 18"),
    cost = Cost.ONE_PASS_OVER_BATCH)
public record Intensity(
    @Real(
            doc = "how wide all ranges are, m; 1 is nnU-Net's",
            def = 1,
            max = 1,
            off = 0,
            search = {0.2, 1})
        double magnitude,
    @Choice(
            doc = "kind of noise: gaussian, or rician as in magnitude images of MR",
            def = "gaussian",
            options = {"gaussian", "rician"})
        String noise)
    implements BatchTransform {
  private static final double OWN = 0.2;

  /** Cuts the widest Gaussian, of 1.5 pixels, where it has fallen below .4 % of its height. */
  private static final int BLUR_RADIUS = 5;

  /** Refuses values out of range. */
  public Intensity {
    Descriptor.check(Intensity.class, magnitude, noise);
  }

  /** With Gaussian noise. */
  public Intensity(double magnitude) {
    this(magnitude, "gaussian");
  }

  @Override
  public Batch transform(Batch batch, RandomGenerator random) {
    if (magnitude == 0) {
      return batch;
    }
    Tensor images = batch.images();
    images = Draws.some(images, 0.15, random, x -> noisy(x, random));
    images = Draws.some(images, 0.2, random, x -> blurred(x, random));
    images = Draws.some(images, 0.15, random, x -> brighter(x, random));
    images = Draws.some(images, 0.15, random, x -> contrasted(x, random));
    images = Draws.some(images, 0.25, random, x -> coarse(x, random));
    images = Draws.some(images, 0.15, random, x -> Photometry.gamma(x, exponents(x, random)));
    images =
        Draws.some(images, 0.15, random, x -> Photometry.gammaOfNegative(x, exponents(x, random)));
    return new Batch(images, batch.targets());
  }

  private Tensor noisy(Tensor x, RandomGenerator random) {
    Tensor sigmas = Draws.each(x, () -> Math.sqrt(0.1 * magnitude * random.nextDouble()));
    Generator source = new Generator(random.nextLong());
    return noise.equals("rician")
        ? Photometry.ricianNoise(x, sigmas, source)
        : Photometry.gaussianNoise(x, sigmas, source);
  }

  private Tensor blurred(Tensor x, RandomGenerator random) {
    double[] sigmas =
        DoubleStream.generate(() -> magnitude * (0.5 + random.nextDouble()))
            .limit(x.size(0))
            .toArray();
    return Photometry.blur(x, sigmas, BLUR_RADIUS);
  }

  private Tensor brighter(Tensor x, RandomGenerator random) {
    return Photometry.brightness(x, byChannel(x, 0, 0.3 * magnitude, 0.3 * magnitude, random));
  }

  private Tensor contrasted(Tensor x, RandomGenerator random) {
    return Photometry.contrast(x, byChannel(x, 1, 0.35 * magnitude, 0.5 * magnitude, random));
  }

  /** One value a channel: at most {@code down} below or {@code up} above the neutral one. */
  private static Tensor byChannel(
      Tensor x, double neutral, double down, double up, RandomGenerator random) {
    int n = (int) x.size(0);
    int channels = (int) x.size(1);
    float[] values = new float[n * channels];
    for (int i = 0; i < n; i++) {
      double shared = Draws.factor(random, 1 - down, 1 + up) - 1;
      for (int c = 0; c < channels; c++) {
        double own = channels == 1 ? 0 : Draws.factor(random, 1 - down, 1 + up) - 1;
        values[i * channels + c] = (float) (neutral + shared + OWN * own);
      }
    }
    return Axes.channels(x, values);
  }

  private Tensor coarse(Tensor x, RandomGenerator random) {
    double[] factors =
        DoubleStream.generate(() -> 1 + magnitude * random.nextDouble()).limit(x.size(0)).toArray();
    return Photometry.lowResolution(x, factors);
  }

  private Tensor exponents(Tensor x, RandomGenerator random) {
    return Draws.each(x, () -> Draws.factor(random, 1 - 0.3 * magnitude, 1 + 0.5 * magnitude));
  }
}
