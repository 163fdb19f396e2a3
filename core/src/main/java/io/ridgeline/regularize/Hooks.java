package io.ridgeline.regularize;

import io.ridgeline.describe.Streams;
import io.ridgeline.engine.Generator;
import io.ridgeline.engine.Gradients;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Tensor;
import io.ridgeline.engine.Weights;
import io.ridgeline.model.Pass;
import io.ridgeline.model.Site;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The methods of one run, each hooked in where its kind acts, with its own random stream.
 *
 * <p>Every method draws from a stream of its own, so that adding one does not change what the
 * others draw. Native streams live in the scope in which this was made.
 */
public final class Hooks {
  private final List<Regularizer> methods;
  private final Map<String, RandomGenerator> random = new LinkedHashMap<>();
  private final Map<String, Generator> noise = new LinkedHashMap<>();
  private final Evidence evidence = new Evidence();
  private WeightAveraging.@Nullable Run averaging;

  /** The methods of a run whose streams derive from {@code seed}. */
  public Hooks(List<Regularizer> methods, long seed) {
    this.methods = List.copyOf(methods);
    for (Regularizer method : methods) {
      if (method instanceof BatchTransform) {
        random.put(method.name(), Streams.random(Streams.seed(seed, "augment", method.name())));
      }
      if (method instanceof LayerNoise) {
        noise.put(method.name(), new Generator(Streams.seed(seed, "noise", method.name())));
      }
    }
  }

  private <K extends Regularizer> List<K> of(Class<K> kind) {
    return methods.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** The batch as the model is to see it. */
  public Batch transform(Batch batch) {
    Batch now = batch;
    for (BatchTransform method : of(BatchTransform.class)) {
      Batch next = method.transform(now, stream(random, method));
      if (!evidence.seen(method.name())) {
        double pixels = Evidence.change(now.images(), next.images());
        double targets = Evidence.change(now.targets(), next.targets());
        if (pixels + targets > 0) {
          evidence.say(
              method.name(),
              "changed the pixels of the first batch it acted on by %.3g on average, its targets by"
                  + " %.3g",
              pixels,
              targets);
        }
      }
      now = next;
    }
    for (TargetTransform method : of(TargetTransform.class)) {
      Batch next = new Batch(now.images(), method.transform(now.targets()));
      if (!evidence.seen(method.name())) {
        evidence.say(
            method.name(),
            "changed the targets of the first batch by %.3g on average",
            Evidence.change(now.targets(), next.targets()));
      }
      now = next;
    }
    return now;
  }

  /** A training pass with every noise at its sites. */
  public Pass pass() {
    return new Pass(true, this::noise);
  }

  private Tensor noise(Site site, Tensor activations) {
    Tensor now = activations;
    for (LayerNoise method : of(LayerNoise.class)) {
      if (method.actsAt(site)) {
        Tensor next = method.apply(now, stream(noise, method));
        if (!evidence.seen(method.name())) {
          evidence.say(
              method.name(),
              "changed the first %,d activations at %s by %.3g on average",
              next.count(),
              site.name(),
              Evidence.change(now.detach(), next.detach()));
        }
        now = next;
      }
    }
    return now;
  }

  /** Adds every penalty's gradient to the weights' own. */
  public void penalize(Weights weights) {
    for (WeightPenalty method : of(WeightPenalty.class)) {
      if (!evidence.seen(method.name())) {
        evidence.say(method.name(), "added %.4g to the first step's loss", value(method, weights));
      }
      method.addGradient(weights);
    }
  }

  private static double value(WeightPenalty method, Weights weights) {
    try (Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      return method.penalty(weights).item();
    }
  }

  /** The sum of all penalties. */
  public double penalty(Weights weights) {
    return of(WeightPenalty.class).stream().mapToDouble(m -> value(m, weights)).sum();
  }

  /** Changes the gradients, whose norm was {@code norm}. */
  public void transformGradients(Weights weights, double norm) {
    double now = norm;
    for (GradientTransform method : of(GradientTransform.class)) {
      boolean acted = method.transform(weights, now);
      evidence.count(method.name(), acted);
      now = acted ? weights.gradientNorm() : now;
    }
  }

  /** Moves the weights before the optimizer's step. */
  public void before(Weights weights, double learningRate) {
    for (ParameterStep method : of(ParameterStep.class)) {
      observed(method, weights, () -> method.before(weights, learningRate));
    }
  }

  /** Moves and projects the weights after the optimizer's step, then takes the average. */
  public void after(Weights weights, double learningRate) {
    for (ParameterStep method : of(ParameterStep.class)) {
      observed(method, weights, () -> method.after(weights, learningRate));
    }
    for (Projection method : of(Projection.class)) {
      evidence.count(method.name(), method.project(weights));
    }
    if (averaging != null) {
      averaging.add(weights);
    }
  }

  private void observed(ParameterStep method, Weights weights, Runnable step) {
    Tensor kernels = weights.flatKernels().values();
    if (evidence.seen(method.name())) {
      step.run();
      return;
    }
    Tensor before = kernels.copy();
    step.run();
    double moved = kernels.minus(before).norm().item();
    if (moved > 0) {
      evidence.say(method.name(), "moved the kernels by a norm of %.3g in its first step", moved);
    }
  }

  /** Starts averaging, with its memory in the current scope. */
  public void begin(Weights weights) {
    of(WeightAveraging.class).forEach(method -> averaging = method.begin(weights));
  }

  /** The averaged weights that predict, if a method averages. */
  public Optional<List<Tensor>> average(Weights weights) {
    if (averaging == null) {
      return Optional.empty();
    }
    List<Tensor> average = averaging.average();
    for (WeightAveraging method : of(WeightAveraging.class)) {
      try (Scope scope = Scope.open()) {
        Tensor last = weights.flatKernels().values();
        evidence.say(
            method.name(),
            "the average lies %.3g of the kernels' norm from the last weights",
            average.get(0).minus(last).norm().item() / last.norm().item());
      }
    }
    return Optional.of(average);
  }

  /** The watches over the run. */
  public Map<String, TrainingControl.Run> controls(boolean higherIsBetter) {
    Map<String, TrainingControl.Run> runs = new LinkedHashMap<>();
    of(TrainingControl.class).forEach(m -> runs.put(m.name(), m.begin(higherIsBetter)));
    return runs;
  }

  /** By method, one line that proves it acted. */
  public Map<String, String> evidence() {
    Map<String, String> lines = new LinkedHashMap<>();
    for (Regularizer method : methods) {
      lines.put(
          method.name(), evidence.lines().getOrDefault(method.name(), "did nothing in this run"));
    }
    return lines;
  }

  /** Says what a control did. */
  public void controlled(String method, int keptEpoch, int epochs, int planned) {
    evidence.say(method, "kept epoch %d of %d run; %d were planned", keptEpoch, epochs, planned);
  }

  private static <S> S stream(Map<String, S> streams, Regularizer method) {
    S stream = streams.get(method.name());
    if (stream == null) {
      throw new IllegalStateException("no stream for " + method.name());
    }
    return stream;
  }
}
