package io.ridgeline.regularize.gradient;

import io.ridgeline.describe.Cost;
import io.ridgeline.describe.Method;
import io.ridgeline.describe.Paper;
import io.ridgeline.engine.Tensor;
import io.ridgeline.engine.Weight;
import io.ridgeline.engine.Weights;
import io.ridgeline.regularize.GradientTransform;
import io.ridgeline.regularize.StepContext;

/**
 * Subtracts its mean from the gradient of every unit's incoming weights.
 *
 * <p>With plain gradient steps the sum of each unit's weights then never changes: training is
 * confined to a hyperplane. A kernel whose units have one weight each is left alone: nothing would
 * be left of its gradient.
 */
@Method(
    name = "gradient-centralization",
    summary = "Subtracts its mean from the gradient of every unit's incoming weights.",
    formula = "for each kernel and output unit j: g_j ← g_j − mean(g_j)",
    when = "Convolutional networks of any kind: there is nothing to tune.",
    paper = @Paper("Yong et al. 2020, ECCV"),
    cost = Cost.ONE_PASS_OVER_WEIGHTS)
public record GradientCentralization() implements GradientTransform {
  @Override
  public boolean transform(Weights weights, double norm, StepContext step) {
    boolean changed = false;
    for (Weight kernel : weights.kernels()) {
      Tensor units = kernel.matrix(kernel.gradient());
      if (units.size(1) > 1) {
        kernel.gradient().addInPlace(kernel.fromMatrix(units.sum(1)), -1.0 / units.size(1));
        changed = true;
      }
    }
    return changed;
  }
}
