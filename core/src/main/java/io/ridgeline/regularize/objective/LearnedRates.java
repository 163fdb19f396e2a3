package io.ridgeline.regularize.objective;

import io.ridgeline.engine.Generator;
import io.ridgeline.engine.Gradients;
import io.ridgeline.engine.Initializer;
import io.ridgeline.engine.Optimizer;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.State;
import io.ridgeline.engine.Stateful;
import io.ridgeline.engine.Tensor;
import io.ridgeline.engine.Weight;
import io.ridgeline.engine.Weights;
import io.ridgeline.model.Site;
import io.ridgeline.regularize.StepContext;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The rates of one run of concrete dropout: one logit a site, trained beside the model's weights.
 *
 * <p>Differentiating the objective leaves their gradients here. The step that these ask for is
 * taken when the next training step begins; until then a second gradient of one training step, as
 * sharpness-aware methods take it, replaces the first.
 */
final class LearnedRates implements Stateful {
  private static final double TEMPERATURE = 0.1;

  private final Weights weights = new Weights();
  private final Map<Site, Weight> logits = new LinkedHashMap<>();
  private final Optimizer.Step optimizer;
  private final int[] step = {-1};
  private final double[] learningRate = {0};

  /** Rates that begin at {@code first}, in the current scope. */
  LearnedRates(List<Site> sites, double first) {
    Initializer start = Initializer.constant(Math.log(first / (1 - first)));
    sites.forEach(s -> logits.put(s, weights.declare(s.name(), Weight.Role.BIAS, start, 1)));
    weights.initialize(new Generator(0));
    optimizer = new Optimizer.Adam().begin(weights);
  }

  /** Begins a pass: moves the rates if the gradients are those of an earlier step. */
  void begin(StepContext now) {
    if (step[0] >= 0 && now.step() != step[0]) {
      try (Scope scope = Scope.open();
          Gradients off = Gradients.off()) {
        optimizer.apply(learningRate[0]);
      }
    }
    step[0] = now.step();
    learningRate[0] = now.learningRate();
    weights.clearGradients();
  }

  @Override
  public void tell(State state) {
    state.tensors("logits", weights.state());
    state.tensors("gradients", weights.trained().stream().map(Weights.Buffer::gradient).toList());
    state.numbers("step", step);
    state.numbers("learningRate", learningRate);
    optimizer.tell(state.of("optimizer"));
  }

  private Tensor logit(Site site) {
    return Objects.requireNonNull(logits.get(site), site.name()).tensor();
  }

  /** The present rate p at a site. */
  double rate(Site site) {
    return logit(site).detach().sigmoid().item();
  }

  /** Activations with noise; one draw for each image and channel or unit. */
  Tensor drop(Site site, Tensor activations, Generator noise) {
    long[] shape = activations.shape();
    Arrays.fill(shape, 2, shape.length, 1);
    return activations.times(mask(logit(site), noise.uniform(shape)));
  }

  /** Σ K H(p) over sites with K features each, differentiable. */
  Tensor entropy(Map<Site, Long> features) {
    Tensor sum = Tensor.zeros();
    for (var site : features.entrySet()) {
      sum = sum.plus(entropy(logit(site.getKey())).times(site.getValue()));
    }
    return sum;
  }

  /**
   * (1 − z)/(1 − p) with p = σ(logit) and z = σ((logit + log u − log(1 − u))/t), nearly 0 or 1.
   *
   * @param uniform u, draws from U[0, 1)
   */
  static Tensor mask(Tensor logit, Tensor uniform) {
    Tensor noise = uniform.log().minus(uniform.times(-1).plus(1).log());
    Tensor kept = logit.plus(noise).times(-1 / TEMPERATURE).sigmoid();
    return kept.over(logit.times(-1).sigmoid());
  }

  /** H(p) = −p log p − (1 − p) log(1 − p) with p = σ(logit), a scalar. */
  static Tensor entropy(Tensor logit) {
    Tensor opposite = logit.times(-1);
    return logit
        .sigmoid()
        .times(logit.logSigmoid())
        .plus(opposite.sigmoid().times(opposite.logSigmoid()))
        .times(-1)
        .sum();
  }
}
