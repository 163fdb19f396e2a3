package io.ridgeline.regularize;

import io.ridgeline.engine.Functions;
import io.ridgeline.engine.Tensor;
import io.ridgeline.engine.Weight;
import io.ridgeline.model.Pass;
import io.ridgeline.model.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A pass through the model in which noise, weight transforms and activation penalties act. */
final class TrainingPass implements Pass {
  private final Functions.Statistics statistics;
  private final List<LayerNoise> noises;
  private final List<ActivationPenalty> penalties;
  private final Map<String, WeightTransform.Run> transforms;
  private final BiFunction<String, String, StepContext> contexts;
  private final Noise more;
  private final Evidence evidence;
  private final List<Objective.Auxiliary> auxiliaries = new ArrayList<>();
  private @Nullable Tensor penalty;

  TrainingPass(
      Functions.Statistics statistics,
      List<LayerNoise> noises,
      List<ActivationPenalty> penalties,
      Map<String, WeightTransform.Run> transforms,
      BiFunction<String, String, StepContext> contexts,
      Noise more,
      Evidence evidence) {
    this.statistics = statistics;
    this.noises = noises;
    this.penalties = penalties;
    this.transforms = transforms;
    this.contexts = contexts;
    this.more = more;
    this.evidence = evidence;
  }

  @Override
  public Functions.Statistics statistics() {
    return statistics;
  }

  @Override
  public Tensor at(Site site, Tensor x) {
    Tensor now = noisy(site, x);
    for (ActivationPenalty method : penalties) {
      if (method.actsAt(site)) {
        Tensor value = method.penalty(now);
        if (!evidence.seen(method.name())) {
          evidence.say(
              method.name(), "added %.4g at %s to the first loss", value.item(), site.name());
        }
        penalty = penalty == null ? value : penalty.plus(value);
      }
    }
    return more.at(site, now);
  }

  private Tensor noisy(Site site, Tensor x) {
    Tensor now = x;
    for (LayerNoise method : noises) {
      if (method.actsAt(site)) {
        Tensor next = method.apply(now, site, contexts.apply(method.name(), site.name()));
        if (!evidence.seen(method.name())) {
          double change = Evidence.change(now.detach(), next.detach());
          if (change > 0) {
            evidence.say(
                method.name(),
                "changed the first %,d activations at %s by %.3g on average",
                next.count(),
                site.name(),
                change);
          }
        }
        now = next;
      }
    }
    return now;
  }

  @Override
  public Tensor residual(Site site, Tensor shortcut, Supplier<Tensor> branch) {
    for (LayerNoise method : noises) {
      if (method.actsAt(site)
          && method.leavesOut(site, contexts.apply(method.name(), site.name()))) {
        if (!evidence.seen(method.name()))
          evidence.say(method.name(), "left out the branch of %s at first", site.name());
        return shortcut;
      }
    }
    return at(site, branch.get()).plus(shortcut);
  }

  @Override
  public Tensor kernel(Weight kernel) {
    Tensor now = kernel.tensor();
    for (var transform : transforms.entrySet()) {
      StepContext step = contexts.apply(transform.getKey(), kernel.name());
      Tensor next = transform.getValue().use(kernel, now, step);
      if (next != now && !evidence.seen(transform.getKey())) {
        evidence.say(
            transform.getKey(),
            "changed %s at its first use by %.3g on average",
            kernel.name(),
            Evidence.change(now.detach(), next.detach()));
      }
      now = next;
    }
    return now;
  }

  @Override
  public void auxiliary(int level, Supplier<Tensor> logits) {
    auxiliaries.add(new Objective.Auxiliary(level, logits));
  }

  /** The further heads that the pass came by. */
  List<Objective.Auxiliary> auxiliaries() {
    return auxiliaries;
  }

  /** {@code loss} and the activation penalties of this pass. */
  Tensor penalized(Tensor loss) {
    return penalty == null ? loss : loss.plus(penalty);
  }
}
