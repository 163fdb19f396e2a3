package io.ridgeline.regularize;

import io.ridgeline.engine.Tensor;
import io.ridgeline.loss.Loss;
import io.ridgeline.model.Model;
import io.ridgeline.model.Pass;
import java.util.List;
import java.util.function.Function;

/** The objective of a model, and the objectives that methods wrap around it. */
final class Objectives {
  private Objectives() {}

  /** The mean loss, with the loss transforms and the activation penalties of the pass. */
  static Objective of(
      Model model,
      Loss loss,
      Function<Pass.Noise, TrainingPass> passes,
      List<LossTransform> transforms,
      long[] classCounts,
      Evidence evidence) {
    return (batch, more) -> {
      TrainingPass pass = passes.apply(more);
      Tensor logits = model.forward(batch.images(), pass);
      Tensor value =
          transforms.isEmpty()
              ? loss.value(logits, batch.targets())
              : transformed(loss, logits, batch.targets(), transforms, classCounts, evidence);
      return new Objective.Value(logits, pass.penalized(value), pass.auxiliaries());
    };
  }

  private static Tensor transformed(
      Loss loss,
      Tensor logits,
      Tensor targets,
      List<LossTransform> transforms,
      long[] classCounts,
      Evidence evidence) {
    Tensor losses = loss.each(logits, targets);
    LossTransform.Seen seen =
        new LossTransform.Seen(
            Rows.of(logits),
            Rows.of(loss.logProbabilities(logits)),
            Rows.of(targets),
            classCounts,
            losses.count() / targets.size(0));
    for (LossTransform method : transforms) {
      Tensor next = method.transform(losses, seen);
      if (!evidence.seen(method.name()) && Evidence.change(losses.detach(), next.detach()) > 0) {
        evidence.say(
            method.name(),
            "changed the loss of the first batch it acted on from %.4g to %.4g",
            losses.mean().item(),
            next.mean().item());
      }
      losses = next;
    }
    Tensor mean = losses.mean();
    return loss.whole(logits, targets).map(mean::plus).orElse(mean);
  }

  /** {@code inner} wrapped by a method. */
  static Objective wrapped(
      Objective inner,
      String method,
      ObjectiveTransform.Run run,
      StepContext step,
      Evidence evidence) {
    if (evidence.seen(method)) {
      return (batch, more) -> run.of(batch, (b, m) -> inner.of(b, both(more, m)), step);
    }
    return (batch, more) -> {
      double[] without = {Double.NaN};
      Objective watched =
          (b, m) -> {
            Objective.Value value = inner.of(b, both(more, m));
            without[0] = Double.isNaN(without[0]) ? value.loss().item() : without[0];
            return value;
          };
      Objective.Value value = run.of(batch, watched, step);
      // another method may ask several times in this step
      if (!evidence.seen(method)) {
        evidence.say(
            method,
            "its first pass had a loss of %.4g, and the objective became %.4g",
            without[0],
            value.loss().item());
      }
      return value;
    };
  }

  private static Pass.Noise both(Pass.Noise first, Pass.Noise second) {
    return (site, x) -> second.at(site, first.at(site, x));
  }
}
