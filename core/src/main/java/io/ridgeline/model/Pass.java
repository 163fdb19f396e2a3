package io.ridgeline.model;

import io.ridgeline.engine.Functions;
import io.ridgeline.engine.Tensor;
import io.ridgeline.engine.Weight;
import java.util.function.Supplier;

/** One way through a model: what happens at its sites, to its kernels and to its statistics. */
public interface Pass {
  /** Prediction: running statistics, no noise, kernels as they are. */
  Pass EVALUATION = new Pass() {};

  /** Changes the activations at a site. */
  @FunctionalInterface
  interface Noise {
    /** The activations with noise, or {@code x} itself. */
    Tensor at(Site site, Tensor x);
  }

  /** Which statistics normalize. */
  default Functions.Statistics statistics() {
    return Functions.Statistics.RUNNING;
  }

  /** The activations as they go on from a site. */
  default Tensor at(Site site, Tensor x) {
    return x;
  }

  /** The kernel as a layer uses it. */
  default Tensor kernel(Weight kernel) {
    return kernel.tensor();
  }

  /**
   * The sum of a shortcut and a residual branch.
   *
   * @param branch is computed when asked
   */
  default Tensor residual(Site site, Tensor shortcut, Supplier<Tensor> branch) {
    return branch.get().plus(shortcut);
  }

  /**
   * What a model with deep supervision would say from a deeper level of its decoder; a pass that
   * does not ask leaves it uncomputed.
   *
   * @param level how often the sides of the image have been halved there, from 1
   * @param logits are computed when asked: {@code [N, outputs, (D,) H, W]} of the level's own size
   */
  default void auxiliary(int level, Supplier<Tensor> logits) {}
}
