package io.ridgeline.regularize.objective;

import io.ridgeline.describe.Cost;
import io.ridgeline.describe.Count;
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
 * Asks that the centre lines of what is predicted lie in the true region, and the other way round:
 * a vessel that is cut in two costs as much as a thick one, however few pixels it is.
 *
 * <p>Sums go over the pixels of the whole batch, for each foreground class by itself; 1 is added to
 * every sum. See {@link SoftSkeleton}.
 */
@Method(
    name = "cl-dice",
    summary = "Asks for overlap of the centre lines, so that thin structures stay connected.",
    formula =
        "L + α (1 − 2 P S/(P + S)), P = (Σ s_p y + 1)/(Σ s_p + 1), S = (Σ s_y p + 1)/(Σ s_y + 1),"
            + " s the soft skeleton",
    when = "Vessels, airways and other thin structures whose connectedness matters.",
    paper = @Paper("Shit et al. 2021, CVPR"),
    tasks = TaskKind.SEGMENTATION,
    cost = Cost.ONE_PASS_OVER_BATCH)
public record ClDice(
    @Real(
            doc = "weight α",
            def = 0.5,
            max = 100,
            off = 0,
            search = {0.1, 1},
            log = true)
        double alpha,
    @Count(
            doc = "erosions: half the width of the widest structure, in pixels",
            def = 3,
            max = 100,
            search = {1, 10})
        int erosions)
    implements ObjectiveTransform, Memoryless {
  /** Refuses values out of range. */
  public ClDice {
    Descriptor.check(ClDice.class, alpha, erosions);
  }

  @Override
  public Run begin(Model model, Loss loss) {
    return (batch, inner, step) -> {
      Objective.Value value = inner.of(batch);
      Tensor term = term(loss.logProbabilities(value.logits()).exp(), batch.targets());
      return new Objective.Value(value.logits(), value.loss().plus(term.times(alpha)));
    };
  }

  /**
   * 1 − the centre-line Dice, mean over the foreground classes.
   *
   * @param p probabilities {@code [N, K, ...]}
   * @param targets {@code [N, K, ...]}
   */
  Tensor term(Tensor p, Tensor targets) {
    Tensor predicted = Regions.foreground(p);
    Tensor actual = Regions.foreground(targets);
    Tensor precision = share(SoftSkeleton.of(predicted, erosions), actual);
    Tensor sensitivity = share(SoftSkeleton.of(actual, erosions), predicted);
    Tensor both = precision.times(sensitivity).times(2);
    return both.over(precision.plus(sensitivity)).mean().times(-1).plus(1);
  }

  /** The share of each class's skeleton that lies in its region, {@code [K−1]}. */
  private static Tensor share(Tensor skeleton, Tensor region) {
    return Regions.sums(skeleton.times(region)).plus(1).over(Regions.sums(skeleton).plus(1));
  }
}
