package io.ridgeline.regularize.step;

import io.ridgeline.engine.Tensor;
import io.ridgeline.engine.Weights;
import io.ridgeline.regularize.StepContext;
import io.ridgeline.regularize.StepWrapper;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Lets every layer keep a share of its step only: with any optimizer, decay included, this is a
 * learning rate of the layer's own. Scaling gradients would not do: Adam undoes it.
 *
 * <p>The gradient of what does not move is zero, so that neither the norm that is clipped nor a
 * step uphill knows of it.
 */
final class LayerRates implements StepWrapper.Run {
  private final Weights weights;
  private final List<Tensor> shares;
  private final List<Tensor> rests;
  private final List<Tensor> before;
  private final List<Tensor> moving;
  private final boolean keeps;

  /** {@code shares} has one value for each value of {@link Weights#trained}, in [0, 1]. */
  LayerRates(Weights weights, List<Tensor> shares) {
    this.weights = weights;
    this.shares = shares;
    this.rests = shares.stream().map(share -> share.times(-1).plus(1)).toList();
    this.before = weights.trained().stream().map(b -> b.values().copy()).toList();
    this.moving =
        shares.stream().map(share -> share.below(Float.MIN_VALUE).times(-1).plus(1)).toList();
    this.keeps = moving.stream().anyMatch(m -> m.mean().item() < 1);
  }

  @Override
  public double differentiate(StepWrapper.Differentiation inner) {
    double objective = inner.run();
    for (int i = 0; keeps && i < moving.size(); i++) {
      weights.trained().get(i).gradient().timesInPlace(moving.get(i));
    }
    return objective;
  }

  @Override
  public void step(Runnable inner, StepContext step) {
    List<Tensor> values = weights.trained().stream().map(Weights.Buffer::values).toList();
    IntStream.range(0, values.size()).forEach(i -> before.get(i).copyInPlace(values.get(i)));
    inner.run();
    // exact for shares of 0 and 1
    for (int i = 0; i < values.size(); i++) {
      values.get(i).timesInPlace(shares.get(i)).addProductInPlace(before.get(i), rests.get(i), 1);
    }
  }
}
