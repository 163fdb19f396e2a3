package io.ridgeline.regularize;

import io.ridgeline.engine.Generator;
import io.ridgeline.engine.Tensor;
import io.ridgeline.model.Pass;
import io.ridgeline.model.Site;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * A pass with noise at prediction: running statistics, and the same draws for every image, so that
 * what is predicted of one does not depend on those beside it.
 */
final class NoisyPass implements Pass {
  private static final long SEED = 0;

  private final List<LayerNoise> noises;
  private final Generator generator = new Generator(SEED);
  private final int number;

  /** The pass with this number, from 1. */
  NoisyPass(List<LayerNoise> noises, int number) {
    this.noises = noises;
    this.number = number;
  }

  /** The draws of a method at a site, from their start, as at the end of a training. */
  private StepContext draws(LayerNoise method, Site site) {
    Moment end = new Moment(number, 1, number, 0);
    return StepContext.of(end, SEED, method.name() + " " + site.name(), generator);
  }

  @Override
  public Tensor at(Site site, Tensor x) {
    Tensor now = x;
    for (LayerNoise method : noises) {
      if (method.actsAt(site)) {
        Tensor images = now;
        now =
            Tensor.join(
                0,
                IntStream.range(0, (int) now.size(0))
                    .mapToObj(i -> images.narrow(0, i, 1))
                    .map(image -> method.apply(image, site, draws(method, site)))
                    .toList());
      }
    }
    return now;
  }

  @Override
  public Tensor residual(Site site, Tensor shortcut, Supplier<Tensor> branch) {
    boolean leftOut =
        noises.stream().anyMatch(m -> m.actsAt(site) && m.leavesOut(site, draws(m, site)));
    return leftOut ? shortcut : at(site, branch.get()).plus(shortcut);
  }
}
