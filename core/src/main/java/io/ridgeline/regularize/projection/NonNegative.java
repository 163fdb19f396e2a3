package io.ridgeline.regularize.projection;

import io.ridgeline.describe.Cost;
import io.ridgeline.describe.Method;
import io.ridgeline.describe.Paper;
import io.ridgeline.engine.Tensor;
import io.ridgeline.engine.Weights;
import io.ridgeline.regularize.Projection;

/** Sets negative weights to zero after every step. */
@Method(
    name = "non-negative",
    summary = "Keeps every weight at or above zero.",
    formula = "after the step: w ← max(w, 0)",
    when = "Inputs can only speak for a class, never against it: parts that a reader can name.",
    paper = @Paper("Chorowski & Zurada 2015, IEEE Trans. Neural Netw. Learn. Syst. 26(1)"),
    cost = Cost.ONE_PASS_OVER_WEIGHTS)
public record NonNegative() implements Projection {
  @Override
  public boolean project(Weights weights) {
    Tensor kernels = weights.flatKernels().values();
    if (kernels.below(0).sum().item() == 0) {
      return false;
    }
    kernels.copyInPlace(kernels.relu());
    return true;
  }
}
