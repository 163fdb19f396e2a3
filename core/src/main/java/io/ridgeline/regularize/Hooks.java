package io.ridgeline.regularize;

import io.ridgeline.engine.Functions.Statistics;
import io.ridgeline.engine.Generator;
import io.ridgeline.engine.Gradients;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.State;
import io.ridgeline.engine.Stateful;
import io.ridgeline.engine.Tensor;
import io.ridgeline.engine.Weight;
import io.ridgeline.engine.Weights;
import io.ridgeline.loss.Loss;
import io.ridgeline.model.Model;
import io.ridgeline.model.Pass;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The methods of one run, each hooked in where its kind acts, with random numbers of its own.
 *
 * <p>A method at its off value is left out. Native memory of the methods lives in the scope in
 * which this was made.
 */
public final class Hooks implements Stateful {
  private final List<Regularizer> methods;
  private final long seed;
  private final Evidence evidence;
  private final Map<String, Generator> noise = new LinkedHashMap<>();
  private final Map<String, StepContext> contexts = new LinkedHashMap<>();
  private final Map<String, WeightTransform.Run> weightTransforms = new LinkedHashMap<>();
  private final Map<String, WeightPenalty.Run> penalties = new LinkedHashMap<>();
  private final Map<String, ObjectiveTransform.Run> objectives = new LinkedHashMap<>();
  private final Map<String, StepWrapper.Run> wrappers = new LinkedHashMap<>();
  private final Map<WeightAveraging, WeightAveraging.Run> averages = new LinkedHashMap<>();
  private final List<Map<String, float[]>> members = new ArrayList<>();
  private final Map<String, Stateful> remembering = new LinkedHashMap<>();
  private boolean resumable = true;
  private @Nullable Weights weights;
  private final List<String> listed;
  private long[] classCounts = {};
  private Moment moment = new Moment(0, 1, 1, 0);
  private boolean firstPass = true;
  private int passes;

  /** The methods of a run whose numbers derive from {@code seed}. */
  public Hooks(List<Regularizer> methods, long seed) {
    this.listed = methods.stream().map(Regularizer::name).toList();
    this.evidence = new Evidence(listed);
    this.methods =
        methods.stream()
            .filter(m -> !m.isOff())
            .sorted(Comparator.comparingInt(Regularizer::place))
            .toList();
    this.seed = seed;
    this.methods.forEach(m -> noise.put(m.name(), new Generator(0)));
  }

  private <K extends Regularizer> List<K> of(Class<K> kind) {
    return methods.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  // ---- the run

  /**
   * Starts a run, with the methods' memory in the current scope.
   *
   * @param classCounts the training examples of each class: images, or pixels in segmentation
   */
  public void begin(Model model, Loss loss, long[] classCounts) {
    Weights weights = model.weights();
    this.weights = weights;
    this.classCounts = classCounts.clone();
    of(WeightTransform.class)
        .forEach(m -> weightTransforms.put(m.name(), begun(m, m.begin(weights))));
    of(WeightPenalty.class).forEach(m -> penalties.put(m.name(), begun(m, m.begin(weights))));
    Pass prediction = new PredictingPass(weights, weightTransforms.values());
    of(ObjectiveTransform.class)
        .forEach(m -> objectives.put(m.name(), begun(m, m.begin(model, loss, prediction))));
    of(StepWrapper.class).forEach(m -> wrappers.put(m.name(), begun(m, m.begin(weights))));
    of(WeightAveraging.class).forEach(m -> averages.put(m, begun(m, m.begin(weights))));
  }

  private <R> R begun(Regularizer method, R run) {
    if (run instanceof Stateful stateful) {
      remembering.put(method.name(), stateful);
    } else {
      resumable &= method instanceof Memoryless;
    }
    return run;
  }

  /** Whether {@link #tell} tells all that the methods remember; said once they have begun. */
  public boolean resumable() {
    return resumable;
  }

  @Override
  public void tell(State state) {
    evidence.tell(state.of("evidence"));
    remembering.forEach((method, run) -> run.tell(state.of("methods").of(method)));
    int[] kept = {members.size()};
    state.numbers("members", kept);
    for (int i = 0; i < kept[0]; i++) {
      if (i == members.size()) {
        members.add(Objects.requireNonNull(weights).toArrays());
      }
      members.get(i).forEach(state.of("member" + i)::values);
    }
  }

  /** The watches over the run. */
  public Map<String, TrainingControl.Run> controls(boolean higherIsBetter) {
    Map<String, TrainingControl.Run> runs = new LinkedHashMap<>();
    of(TrainingControl.class).forEach(m -> runs.put(m.name(), begun(m, m.begin(higherIsBetter))));
    return runs;
  }

  /** Says what a control did. */
  public void controlled(String method, int keptEpoch, int epochs, int planned) {
    evidence.say(method, "kept epoch %d of %d run; %d were planned", keptEpoch, epochs, planned);
  }

  /** By method, one line that proves it acted. */
  public Map<String, String> evidence() {
    Map<String, String> lines = new LinkedHashMap<>();
    for (String method : listed) {
      lines.put(method, evidence.lines().getOrDefault(method, "did nothing in this run"));
    }
    return lines;
  }

  /** The learning rate of a step as a share of the peak, if a method sets it. */
  public OptionalDouble rate(int step, int steps) {
    return of(WeightEnsemble.class).stream().mapToDouble(m -> m.rate(step, steps)).findFirst();
  }

  // ---- one step, in this order

  /** Starts a step. */
  public void at(Moment now) {
    moment = now;
    firstPass = true;
    rewind();
  }

  /** Lets every method draw the numbers of this step from the start. */
  private void rewind() {
    passes = 0;
    noise.forEach(
        (name, generator) -> contexts.put(name, StepContext.of(moment, seed, name, generator)));
  }

  private StepContext context(String method) {
    return Objects.requireNonNull(contexts.get(method), method);
  }

  /** The context of a method at a place of the model: what it draws depends on no other place. */
  private StepContext context(String method, int pass, String place) {
    Generator own = Objects.requireNonNull(noise.get(method), method);
    return StepContext.of(moment, seed, method, own, pass, place);
  }

  /** The batch as the model is to see it. */
  public Batch transform(Batch batch) {
    Batch now = batch;
    for (BatchTransform method : of(BatchTransform.class)) {
      Batch next = method.transform(now, context(method.name()).random());
      evidence.changed(method.name(), now, next);
      now = next;
    }
    for (TargetTransform method : of(TargetTransform.class)) {
      Batch next = new Batch(now.images(), method.transform(now.targets()));
      evidence.changed(method.name(), now, next);
      now = next;
    }
    return now;
  }

  /** Leaves the gradient of the objective and the penalties in the weights. */
  public double differentiate(Model model, Loss loss, Batch batch) {
    StepWrapper.Differentiation now = () -> gradient(model, loss, batch);
    for (var wrapper : wrappers.entrySet()) {
      StepWrapper.Differentiation inner = now;
      now =
          () ->
              evidence.differentiates(wrapper.getKey(), model.weights(), inner, wrapper.getValue());
    }
    return now.run();
  }

  private double gradient(Model model, Loss loss, Batch batch) {
    rewind();
    Objective objective =
        Objectives.of(model, loss, this::pass, of(LossTransform.class), classCounts, evidence);
    for (var transform : objectives.entrySet()) {
      String name = transform.getKey();
      objective =
          Objectives.wrapped(objective, name, transform.getValue(), context(name), evidence);
    }
    Weights weights = model.weights();
    weights.clearGradients();
    Tensor value = objective.of(batch).loss();
    value.backward();
    try (Gradients off = Gradients.off()) {
      penalize(weights);
      return value.item();
    }
  }

  /** The next training pass of this step. */
  TrainingPass pass(Pass.Noise more) {
    Statistics statistics = firstPass ? Statistics.MOVING : Statistics.FROZEN;
    firstPass = false;
    int pass = passes++;
    return new TrainingPass(
        statistics,
        of(LayerNoise.class),
        of(ActivationPenalty.class),
        weightTransforms,
        (method, place) -> context(method, pass, place),
        more,
        evidence);
  }

  private void penalize(Weights weights) {
    penalties.forEach(
        (name, run) -> {
          if (!evidence.seen(name)) {
            evidence.say(name, "added %.4g to the first step's loss", value(run, weights));
          }
          run.addGradient(weights, context(name));
        });
  }

  private static double value(WeightPenalty.Run run, Weights weights) {
    try (Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      return run.penalty(weights).item();
    }
  }

  /** The sum of all penalties. */
  public double penalty(Weights weights) {
    return penalties.values().stream().mapToDouble(run -> value(run, weights)).sum();
  }

  /** Changes the gradients, whose norm was {@code norm}. */
  public void transformGradients(Weights weights, double norm) {
    double now = norm;
    for (GradientTransform method : of(GradientTransform.class)) {
      boolean acted = method.transform(weights, now, context(method.name()));
      evidence.count(method.name(), acted);
      now = acted ? weights.gradientNorm() : now;
    }
  }

  /**
   * Moves the weights: decay, the optimizer's step, proximal steps, projections; then takes them
   * into averages and ensembles.
   */
  public void step(Weights weights, Runnable optimizer) {
    double learningRate = moment.learningRate();
    List<ParameterStep> steps = of(ParameterStep.class);
    Runnable now =
        () -> {
          steps.forEach(
              m -> evidence.moved(m.name(), weights, () -> m.before(weights, learningRate)));
          optimizer.run();
        };
    for (var wrapper : wrappers.entrySet()) {
      String name = wrapper.getKey();
      Runnable inner = now;
      now =
          () ->
              evidence.differs(
                  name, weights, inner, step -> wrapper.getValue().step(step, context(name)));
    }
    now.run();
    steps.forEach(m -> evidence.moved(m.name(), weights, () -> m.after(weights, learningRate)));
    of(Projection.class).forEach(m -> evidence.count(m.name(), m.project(weights)));
    averages.forEach((method, run) -> run.add(weights, context(method.name())));
    for (WeightEnsemble method : of(WeightEnsemble.class)) {
      if (method.keeps(moment.step(), moment.steps())) {
        members.add(predictingArrays(weights));
      }
      evidence.say(
          method.name(),
          "set the learning rate of every step and kept %d sets of weights beside the last",
          members.size());
    }
  }

  private Map<String, float[]> predictingArrays(Weights weights) {
    List<Tensor> last = weights.snapshot();
    predicting(weights).ifPresent(weights::restore);
    Map<String, float[]> arrays = weights.toArrays();
    weights.restore(last);
    return arrays;
  }

  // ---- prediction

  /**
   * The weights that predict, if they are not those that are trained: averaged, projected again,
   * and with the kernels as layers use them; copies in the current scope.
   */
  public Optional<List<Tensor>> predicting(Weights weights) {
    Optional<List<Tensor>> average =
        averages.values().stream()
            .map(WeightAveraging.Run::average)
            .filter(a -> !a.isEmpty())
            .findFirst();
    if (average.isEmpty() && weightTransforms.isEmpty()) {
      return Optional.empty();
    }
    List<Tensor> last = weights.snapshot();
    try (Gradients off = Gradients.off()) {
      if (average.isPresent()) {
        weights.restore(average.get());
        averages.keySet().forEach(m -> evidence.averaged(m.name(), last, weights));
      }
      of(Projection.class).forEach(m -> m.project(weights));
      for (Weight kernel : weights.kernels()) {
        for (WeightTransform.Run transform : weightTransforms.values()) {
          kernel.tensor().copyInPlace(transform.predict(kernel, kernel.tensor()));
        }
      }
      List<Tensor> predicting = weights.snapshot();
      weights.restore(last);
      return Optional.of(predicting);
    }
  }

  /** The sets of weights, by array name, that predict beside those left in the end. */
  List<Map<String, float[]>> members() {
    return members;
  }

  /** Says what the members made of the probabilities of the validation part. */
  void ensembled(double[][] before, double[][] after) {
    of(WeightEnsemble.class).forEach(m -> evidence.predicted(m, before, after));
  }

  /** Says what a method, fitted, made of the probabilities of the validation part. */
  void predicted(PredictionTransform method, double[][] before, double[][] after) {
    evidence.predicted(method, before, after);
  }

  /** Whether the running statistics of {@link #predicting} are to be measured anew. */
  public boolean remeasuresStatistics() {
    return averages.entrySet().stream()
        .anyMatch(a -> a.getKey().remeasuresStatistics() && !a.getValue().average().isEmpty());
  }
}
