package io.ridgeline.regularize.step;

import io.ridgeline.engine.Gradients;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Tensor;
import io.ridgeline.engine.Weights;
import io.ridgeline.regularize.StepWrapper;
import java.util.List;

/**
 * Takes the gradient where a first one leads uphill, then puts the weights back to the bit.
 *
 * <p>Both gradients see the same batch and the same noise; only the first pass moves running
 * statistics, because the second one's weights are never used.
 */
final class Ascent implements StepWrapper.Run {
  private final Weights weights;
  private final Climb climb;
  private final List<Tensor> home;

  /** Moves the values of some weights uphill, given their gradient. */
  @FunctionalInterface
  interface Climb {
    void move(List<Weights.Buffer> trained);
  }

  Ascent(Weights weights, Climb climb) {
    this.weights = weights;
    this.climb = climb;
    this.home = weights.trained().stream().map(b -> b.values().copy()).toList();
  }

  @Override
  public double differentiate(StepWrapper.Differentiation inner) {
    double objective = inner.run();
    List<Weights.Buffer> trained = weights.trained();
    try (Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      for (int i = 0; i < home.size(); i++) {
        home.get(i).copyInPlace(trained.get(i).values());
      }
      climb.move(trained);
    }
    inner.run();
    try (Gradients off = Gradients.off()) {
      for (int i = 0; i < home.size(); i++) {
        trained.get(i).values().copyInPlace(home.get(i));
      }
    }
    return objective;
  }

  /** √Σ g² over several buffers. */
  static double norm(List<Tensor> parts) {
    return Math.sqrt(parts.stream().mapToDouble(p -> p.square().sum().item()).sum());
  }
}
