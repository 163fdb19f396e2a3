package io.ridgeline.regularize.objective;

import io.ridgeline.describe.Cost;
import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Method;
import io.ridgeline.describe.Paper;
import io.ridgeline.describe.Real;
import io.ridgeline.describe.TaskKind;
import io.ridgeline.engine.Tensor;
import io.ridgeline.loss.Loss;
import io.ridgeline.loss.Regions;
import io.ridgeline.model.Model;
import io.ridgeline.regularize.Memoryless;
import io.ridgeline.regularize.Objective;
import io.ridgeline.regularize.ObjectiveTransform;

/**
 * Pulls what is predicted towards the inside of the true regions, the stronger the further away it
 * is: an integral over the region in place of one over its boundary.
 *
 * <p>As in the paper, the weight rises evenly with the steps of a training, from nearly 0: alone,
 * the term is lowest where little is predicted. Distances are in pixels, whatever their spacing;
 * see {@link SignedDistance}. Of soft targets the most probable class counts.
 */
@Method(
    name = "boundary",
    summary = "Penalizes predicted pixels by their distance from the true region of their class.",
    formula =
        "L + α (t+1)/T · mean over pixels of Σ_k>0 p_k φ_k at step t of T, φ_k the distance to class"
            + " k in pixels, below 0 inside it",
    when = "Regions are small beside the background, or their outlines matter.",
    paper = @Paper("Kervadec et al. 2019, MIDL"),
    tasks = TaskKind.SEGMENTATION,
    cost = Cost.ONE_PASS_OVER_BATCH)
public record Boundary(
    @Real(
            doc = "weight α at the end of the training",
            def = 0.1,
            max = 100,
            off = 0,
            search = {0.01, 1},
            log = true)
        double alpha)
    implements ObjectiveTransform, Memoryless {
  /** Refuses a weight outside [0, 100]. */
  public Boundary {
    Descriptor.check(Boundary.class, alpha);
  }

  @Override
  public Run begin(Model model, Loss loss) {
    return (batch, inner, step) -> {
      Objective.Value value = inner.of(batch);
      Tensor term = term(loss.logProbabilities(value.logits()).exp(), batch.targets());
      double weight = alpha * (step.step() + 1) / step.steps();
      return new Objective.Value(value.logits(), value.loss().plus(term.times(weight)));
    };
  }

  /**
   * The mean over pixels of Σ p φ over the foreground classes.
   *
   * @param p probabilities {@code [N, K, ...]}
   * @param targets {@code [N, K, ...]}
   */
  static Tensor term(Tensor p, Tensor targets) {
    double pixels = (double) targets.count() / targets.size(1);
    Tensor distances = SignedDistance.of(targets);
    return Regions.foreground(p).times(distances).sum().times(1 / pixels);
  }
}
