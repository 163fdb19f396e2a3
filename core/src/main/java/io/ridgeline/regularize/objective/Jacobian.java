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
 * Penalizes how fast the logits change with the image, by one random projection an image and step.
 *
 * <p>For v uniform on the unit sphere of the K logits, K ‖∂(v·z)/∂x‖² is ‖∂z/∂x‖²_F on average.
 * Pixels are those of the normalized image.
 */
@Method(
    name = "jacobian",
    summary = "Penalizes the squared Jacobian of the logits with respect to the image.",
    formula = "L + λ/2 · mean_i K ‖∂(v_i·z_i)/∂x_i‖², v_i uniform on the unit sphere",
    when = "Small changes of an image must not change its prediction, whatever its label.",
    paper = @Paper("Hoffman et al. 2019, arXiv:1908.02729"),
    tasks = TaskKind.CLASSIFICATION,
    cost = Cost.DOUBLE_BACKWARD)
public record Jacobian(
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
  public Jacobian {
    Descriptor.check(Jacobian.class, lambda);
  }

  @Override
  public Run begin(Model model, Loss loss) {
    return (batch, inner, step) -> {
      Tensor zero = Perturbation.zero(batch);
      Objective.Value value = inner.of(Perturbation.added(batch, zero));
      Tensor z = value.logits();
      Tensor v = Perturbation.unit(step.noise().normal(z.shape()));
      Tensor squares = z.times(v).sum().gradient(zero, true).square().sum();
      double weight = lambda / 2 * z.size(1) / z.size(0);
      return new Objective.Value(z, value.loss().plus(squares.times(weight)));
    };
  }
}
