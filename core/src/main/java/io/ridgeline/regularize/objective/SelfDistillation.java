package io.ridgeline.regularize.objective;

import io.ridgeline.describe.Cost;
import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Method;
import io.ridgeline.describe.Paper;
import io.ridgeline.describe.Real;
import io.ridgeline.describe.TaskKind;
import io.ridgeline.engine.Generator;
import io.ridgeline.engine.Gradients;
import io.ridgeline.engine.State;
import io.ridgeline.engine.Stateful;
import io.ridgeline.engine.Tensor;
import io.ridgeline.engine.Weights;
import io.ridgeline.loss.Loss;
import io.ridgeline.model.Model;
import io.ridgeline.model.Pass;
import io.ridgeline.regularize.Batch;
import io.ridgeline.regularize.Objective;
import io.ridgeline.regularize.ObjectiveTransform;
import io.ridgeline.regularize.StepContext;
import java.util.List;

/**
 * Learns from a teacher that is the moving average of the model itself: a mean teacher.
 *
 * <p>The teacher's weights and running statistics are the plain mean of those of all steps so far,
 * until that would forget more slowly than the decay: θ̄ ← θ̄ + max(1−d, 1/(t+1)) (θ − θ̄) before
 * step t, from 0. It predicts as a fitted model does, without noise, and counts as constant.
 */
@Method(
    name = "self-distillation",
    summary = "Learns from the softened predictions of a moving average of the model itself.",
    formula = "L + w T² KL(p̄ ‖ p), p = softmax(z/T), p̄ the same of the averaged model",
    when = "Labels may be wrong or training is noisy; the averaged model teaches calm targets.",
    paper = {
      @Paper("Tarvainen & Valpola 2017, NeurIPS 30"),
      @Paper("Furlanello et al. 2018, ICML")
    },
    tasks = {TaskKind.CLASSIFICATION, TaskKind.SEGMENTATION},
    cost = Cost.ONE_MORE_PREDICTION)
public record SelfDistillation(
    @Real(
            doc = "weight w",
            def = 1,
            max = 100,
            off = 0,
            search = {0.1, 10},
            log = true)
        double weight,
    @Real(
            doc = "temperature T that softens both predictions",
            def = 2,
            min = 1,
            max = 100,
            search = {2, 8})
        double temperature,
    @Real(
            doc = "memory d of the average",
            def = 0.99,
            max = 1,
            maxExclusive = true,
            search = {0.9, 0.999},
            towardsOne = true)
        double decay)
    implements ObjectiveTransform {
  /** Refuses values out of range. */
  public SelfDistillation {
    Descriptor.check(SelfDistillation.class, weight, temperature, decay);
  }

  @Override
  public boolean hasTeacher() {
    return true;
  }

  @Override
  public Run begin(Model model, Loss loss) {
    return begin(model, loss, Pass.EVALUATION);
  }

  @Override
  public Run begin(Model model, Loss loss, Pass prediction) {
    // a model of its own: weights swapped between two passes would spoil the first one's gradient
    Model teacher = model.architecture().build(model.input(), model.outputs());
    teacher.weights().initialize(new Generator(0));
    teacher.weights().restore(model.weights().state());
    int[] last = {0};
    class Taught implements Run, Stateful {
      @Override
      public Objective.Value of(Batch batch, Objective inner, StepContext step) {
        if (step.step() > last[0]) {
          last[0] = step.step();
          follow(teacher.weights(), model.weights(), Math.max(1 - decay, 1.0 / (last[0] + 1)));
        }
        Tensor taught;
        try (Gradients off = Gradients.off()) {
          taught = softened(loss, teacher.forward(batch.images(), prediction));
        }
        Objective.Value value = inner.of(batch);
        Tensor apart = Divergence.of(taught, softened(loss, value.logits()));
        double scale = weight * temperature * temperature;
        return new Objective.Value(value.logits(), value.loss().plus(apart.times(scale)));
      }

      @Override
      public void tell(State state) {
        state.tensors("teacher", teacher.weights().state());
        state.numbers("last", last);
      }
    }
    return new Taught();
  }

  private Tensor softened(Loss loss, Tensor logits) {
    return loss.logProbabilities(logits.times(1 / temperature));
  }

  private static void follow(Weights teacher, Weights model, double share) {
    List<Tensor> averages = teacher.state();
    for (int i = 0; i < averages.size(); i++) {
      averages.get(i).moveInPlace(model.state().get(i), share);
    }
  }
}
