package io.ridgeline.regularize.objective;

import io.ridgeline.describe.Cost;
import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Method;
import io.ridgeline.describe.Paper;
import io.ridgeline.describe.Real;
import io.ridgeline.describe.TaskKind;
import io.ridgeline.engine.Images;
import io.ridgeline.engine.Tensor;
import io.ridgeline.loss.Loss;
import io.ridgeline.model.Architecture;
import io.ridgeline.model.Model;
import io.ridgeline.model.UNet;
import io.ridgeline.regularize.Memoryless;
import io.ridgeline.regularize.Objective;
import io.ridgeline.regularize.ObjectiveTransform;
import java.util.Optional;

/**
 * Asks the lower levels of a decoder, too, for the mask at their own resolution, so that the
 * gradient reaches them by a short way.
 *
 * <p>Of the true mask each level sees the pixels nearest to the centres of its own. The further
 * heads belong to the model ({@code unet} with {@code deepSupervision: on}) and play no part in
 * prediction; without this method they are neither computed nor trained.
 */
@Method(
    name = "deep-supervision",
    summary = "Asks the lower levels of the decoder for the mask at their own resolution, too.",
    formula = "L + Σ_l α 2^(1−l) L_l over the decoder's levels l = 1, 2 ... but the lowest",
    when = "Deep U-Nets, small structures, and training that is slow to begin.",
    paper = {@Paper("Lee et al. 2015, AISTATS"), @Paper("Isensee et al. 2021, Nature Methods 18")},
    tasks = TaskKind.SEGMENTATION,
    cost = Cost.ONE_PASS_OVER_BATCH)
public record DeepSupervision(
    @Real(
            doc = "weight α of the first further level; each next one has half of it",
            def = 0.5,
            max = 10,
            off = 0,
            search = {0.1, 1},
            log = true)
        double weight)
    implements ObjectiveTransform, Memoryless {
  /** Refuses a weight outside [0, 10]. */
  public DeepSupervision {
    Descriptor.check(DeepSupervision.class, weight);
  }

  /** The other objectives wrap it: only the pass itself knows what the further heads say. */
  @Override
  public int place() {
    return -1;
  }

  @Override
  public Optional<String> refuses(Architecture model) {
    boolean heads =
        model instanceof UNet net && net.deepSupervision().equals("on") && net.levels() > 2;
    return heads
        ? Optional.empty()
        : Optional.of(
            "deep-supervision needs a model with further heads: a unet of three levels at least"
                + " with deepSupervision: on");
  }

  @Override
  public Run begin(Model model, Loss loss) {
    return (batch, inner, step) -> {
      Objective.Value value = inner.of(batch);
      Tensor sum = value.loss();
      for (Objective.Auxiliary head : value.auxiliaries()) {
        Tensor logits = head.logits().get();
        Tensor level = loss.value(logits, nearest(batch.targets(), logits.shape()));
        sum = sum.plus(level.times(weight * Math.pow(2, 1 - head.level())));
      }
      return new Objective.Value(value.logits(), sum);
    };
  }

  private static Tensor nearest(Tensor targets, long[] shape) {
    return shape.length == 5
        ? Images.nearest(targets, shape[2], shape[3], shape[4])
        : Images.nearest(targets, shape[2], shape[3]);
  }
}
