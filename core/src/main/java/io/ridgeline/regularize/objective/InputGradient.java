package io.ridgeline.regularize.objective;

import io.ridgeline.describe.Cost;
import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Method;
import io.ridgeline.describe.Paper;
import io.ridgeline.describe.Real;
import io.ridgeline.describe.TaskKind;
import io.ridgeline.engine.Tensor;
import io.ridgeline.loss.Loss;
import io.ridgeline.model.Model;
import io.ridgeline.regularize.Memoryless;
import io.ridgeline.regularize.Objective;
import io.ridgeline.regularize.ObjectiveTransform;

/**
 * Penalizes how fast the loss changes with the image: double backpropagation.
 *
 * <p>Pixels are those of the normalized image. Under batch normalization an image's loss also hangs
 * on the others of the batch; ∂ℓ_i then stands for what all losses change with image i.
 */
@Method(
    name = "input-gradient",
    summary = "Penalizes the squared gradient of the loss with respect to the image.",
    formula = "L + λ · mean_i ‖∂ℓ_i/∂x_i‖²",
    when = "Smooth predictions are wanted and two to three times the time can be paid.",
    paper = @Paper("Drucker & LeCun 1992, IEEE Trans. Neural Networks 3(6)"),
    tasks = TaskKind.CLASSIFICATION,
    cost = Cost.DOUBLE_BACKWARD)
public record InputGradient(
    @Real(
            doc = "weight λ",
            def = 0.01,
            max = 1000,
            off = 0,
            search = {0.001, 1},
            log = true)
        double lambda)
    implements ObjectiveTransform, Memoryless {
  /** Refuses a weight outside [0, 1000]. */
  public InputGradient {
    Descriptor.check(InputGradient.class, lambda);
  }

  @Override
  public Run begin(Model model, Loss loss) {
    return (batch, inner, step) -> {
      Tensor zero = Perturbation.zero(batch);
      Objective.Value value = inner.of(Perturbation.added(batch, zero));
      // the loss is a mean: its gradient holds ∂ℓ_i / N, whose squares sum to the mean's N-th part
      Tensor squares = value.loss().gradient(zero, true).square().sum();
      double n = batch.images().size(0);
      return new Objective.Value(value.logits(), value.loss().plus(squares.times(lambda * n)));
    };
  }
}
