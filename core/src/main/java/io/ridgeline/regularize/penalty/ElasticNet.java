package io.ridgeline.regularize.penalty;

import io.ridgeline.describe.Cost;
import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Method;
import io.ridgeline.describe.Paper;
import io.ridgeline.describe.Real;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Tensor;
import io.ridgeline.engine.Weights;
import io.ridgeline.regularize.StepContext;
import io.ridgeline.regularize.WeightPenalty;
import java.util.Set;

/** Adds λ·[(1−α)/2·Σw² + α·Σ|w|] over kernels. */
@Method(
    name = "elastic-net",
    summary = "Adds a mix of the squared and the absolute weights to the loss.",
    formula = "loss + λ [(1−α)/2 Σw² + α Σ|w|]; gradient + λ [(1−α) w + α sign(w)]",
    when = "Sparse weights are wanted, but correlated inputs should keep sharing their weight.",
    paper = @Paper("Zou & Hastie 2005, J. R. Stat. Soc. B 67(2)"),
    cost = Cost.ONE_PASS_OVER_WEIGHTS)
public record ElasticNet(
    @Real(
            doc = "strength λ",
            def = 1e-5,
            max = 10,
            off = 0,
            search = {1e-7, 1e-3},
            log = true)
        double lambda,
    @Real(
            doc = "share α of the absolute values: 1 is l1, 0 is half of l2",
            def = 0.5,
            max = 1,
            search = {0, 1})
        double alpha)
    implements WeightPenalty.Stateless {
  /** Refuses values out of range. */
  public ElasticNet {
    Descriptor.check(ElasticNet.class, lambda, alpha);
  }

  @Override
  public Tensor penalty(Weights weights) {
    Tensor squares = Kernels.sum(weights, Tensor::square).times((1 - alpha) / 2);
    return squares.plus(Kernels.sum(weights, Tensor::abs).times(alpha)).times(lambda);
  }

  @Override
  public void addGradient(Weights weights, StepContext step) {
    for (Weights.Buffer piece : weights.flatKernels().pieces()) {
      try (Scope scope = Scope.open()) {
        piece
            .gradient()
            .addInPlace(piece.values(), lambda * (1 - alpha))
            .addInPlace(piece.values().sign(), lambda * alpha);
      }
    }
  }

  @Override
  public Set<Shrinks> shrinks() {
    return Set.of(Shrinks.ABSOLUTE_VALUES, Shrinks.SQUARES);
  }
}
