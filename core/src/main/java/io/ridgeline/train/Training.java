package io.ridgeline.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.ridgeline.data.BatchPlan;
import io.ridgeline.describe.Streams;
import io.ridgeline.engine.Optimizer;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Stateful;
import io.ridgeline.engine.Tensor;
import io.ridgeline.engine.Weights;
import io.ridgeline.metric.Metrics;
import io.ridgeline.model.Model;
import io.ridgeline.regularize.Hooks;
import io.ridgeline.regularize.Moment;
import io.ridgeline.regularize.TrainingControl;
import io.ridgeline.trial.EpochRecord;
import io.ridgeline.trial.TrialJson;
import io.ridgeline.trial.TrialOutcome;
import io.ridgeline.trial.TrialRunner;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Fits one model: epochs of steps, with a look at train and validation after each.
 *
 * <p>Afterwards the model holds the weights that are evaluated: those of the last epoch, unless a
 * method averaged them or kept those of another epoch.
 */
final class Training {
  private final Model model;
  private final TrainingPlan plan;
  private final Hooks hooks;
  private final List<EpochRecord> epochs = new ArrayList<>();
  private final List<Double> stepSeconds = new ArrayList<>();
  private final Checkpoints checkpoints;
  private List<Tensor> kept = List.of();
  private int keptEpoch;
  private boolean keptRemeasured;

  Training(Model model, TrainingPlan plan, Hooks hooks) {
    this(model, plan, hooks, Checkpoints.none());
  }

  Training(Model model, TrainingPlan plan, Hooks hooks, Checkpoints checkpoints) {
    this.checkpoints = checkpoints;
    this.model = model;
    this.plan = plan;
    this.hooks = hooks;
  }

  /**
   * Trains.
   *
   * @param seed of the batch order and the patches
   * @throws InterruptedException at the next step after an interrupt of the thread
   */
  TrialOutcome run(Samples train, Samples validation, long seed, TrialRunner.Progress progress)
      throws InterruptedException {
    Weights weights = model.weights();
    hooks.begin(model, plan.loss(), train.classCounts());
    Optimizer.Step optimizer = plan.optimizer().begin(weights);
    TrainingStep step = new TrainingStep(model, plan.loss(), optimizer, hooks);
    BatchPlan order =
        new BatchPlan(
            IntStream.range(0, train.size()).toArray(), plan.batch(), Streams.seed(seed, "order"));
    int stepsPerEpoch = order.batches();
    int steps = stepsPerEpoch * plan.epochs();
    Samples trainSample = train.glance();
    Samples judges = validation.quick();
    Map<String, TrainingControl.Run> controls =
        hooks.controls(Metrics.named(plan.metric()).higherIsBetter());
    kept = controls.isEmpty() ? List.of() : weights.snapshot();
    Stateful state = told(optimizer);
    if (hooks.resumable()) {
      checkpoints.restore(state);
    }
    String stoppedBy = "";
    int done = epochs.size() * stepsPerEpoch;
    while (epochs.size() < plan.epochs() && stoppedBy.isEmpty()) {
      int epoch = epochs.size() + 1;
      double rate = 0;
      double gradientNorms = 0;
      for (int[] rows : order.epoch(epoch)) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        double planned = plan.schedule().at(done, stepsPerEpoch, steps);
        rate = plan.learningRate() * hooks.rate(done, steps).orElse(planned);
        long start = System.nanoTime();
        TrainingStep.Seen seen;
        try (Scope scope = Scope.open()) {
          seen =
              step.run(
                  train.batch(rows, Streams.random(Streams.seed(seed, "patch", done))),
                  new Moment(done, stepsPerEpoch, steps, rate));
        }
        stepSeconds.add((System.nanoTime() - start) / 1e9);
        done++;
        gradientNorms += seen.gradientNorm();
        if (!Double.isFinite(seen.loss())) {
          return new TrialOutcome.Diverged(epoch, done, "the loss was " + seen.loss());
        }
      }
      EpochRecord record;
      try (Scope scope = Scope.open()) {
        List<Tensor> last = usePredicting(trainSample);
        record = look(epoch, rate, gradientNorms / stepsPerEpoch, trainSample, judges);
        epochs.add(record);
        stoppedBy = decide(record, controls);
        weights.restore(last);
      }
      progress.epoch(record, plan.epochs());
      if (!Double.isFinite(record.weightNorm())) {
        return new TrialOutcome.Diverged(epoch, done, "a weight was not finite");
      }
      boolean goesOn = epoch < plan.epochs() && stoppedBy.isEmpty();
      if (goesOn && hooks.resumable()) {
        checkpoints.after(state);
      }
    }
    return finish(train, controls.keySet(), stoppedBy);
  }

  /** All that a training remembers between two epochs. */
  private Stateful told(Optimizer.Step optimizer) {
    return state -> {
      state.tensors("weights", model.weights().state());
      optimizer.tell(state.of("optimizer"));
      hooks.tell(state);
      state.tensors("kept", kept);
      int[] keptThen = {keptEpoch, keptRemeasured ? 1 : 0};
      state.numbers("keptEpoch", keptThen);
      keptEpoch = keptThen[0];
      keptRemeasured = keptThen[1] == 1;
      Map<String, String> lines = new LinkedHashMap<>();
      epochs.forEach(epoch -> lines.put(Integer.toString(epoch.epoch()), json(epoch)));
      state.lines("epochs", lines);
      epochs.clear();
      lines.values().forEach(line -> epochs.add(epoch(line)));
    };
  }

  private static String json(EpochRecord epoch) {
    try {
      return TrialJson.MAPPER.writeValueAsString(epoch);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static EpochRecord epoch(String json) {
    try {
      return TrialJson.MAPPER.readValue(json, EpochRecord.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Puts the weights that predict into the model.
   *
   * @param sample to measure running statistics on, where they are measured anew
   * @return what the model held; nothing if the weights that are trained predict
   */
  private List<Tensor> usePredicting(Samples sample) {
    Weights weights = model.weights();
    Optional<List<Tensor>> predicting = hooks.predicting(weights);
    if (predicting.isEmpty()) {
      return List.of();
    }
    List<Tensor> last = weights.snapshot();
    weights.restore(predicting.get());
    if (hooks.remeasuresStatistics()) {
      sample.measureStatistics(model);
    }
    return last;
  }

  private EpochRecord look(
      int epoch, double rate, double gradientNorm, Samples trainSample, Samples validation) {
    List<String> metric = List.of(plan.metric());
    Evaluation onTrain = trainSample.look(model, plan.loss(), metric);
    Evaluation onValidation = validation.look(model, plan.loss(), metric);
    Tensor kernels = model.weights().flatKernels().values();
    return new EpochRecord(
        epoch,
        rate,
        onTrain.loss(),
        metric(onTrain),
        onValidation.loss(),
        metric(onValidation),
        gradientNorm,
        kernels.norm().item(),
        kernels.abs().below(Float.MIN_VALUE).mean().item());
  }

  private double metric(Evaluation seen) {
    return seen.result().metric(plan.metric());
  }

  private String decide(EpochRecord record, Map<String, TrainingControl.Run> controls) {
    String stoppedBy = "";
    for (var control : controls.entrySet()) {
      switch (control.getValue().after(record)) {
        case KEEP -> keep(record.epoch());
        case STOP -> stoppedBy = control.getKey();
        case CONTINUE -> {}
      }
    }
    return stoppedBy;
  }

  private void keep(int epoch) {
    for (int i = 0; i < kept.size(); i++) {
      kept.get(i).copyInPlace(model.weights().state().get(i));
    }
    keptEpoch = epoch;
    keptRemeasured = hooks.remeasuresStatistics();
  }

  private TrialOutcome finish(Samples train, Iterable<String> controls, String stoppedBy) {
    if (keptEpoch > 0) {
      model.weights().restore(kept);
      if (keptRemeasured) {
        train.measureStatistics(model);
      }
    } else {
      usePredicting(train);
      keptEpoch = epochs.size();
    }
    controls.forEach(m -> hooks.controlled(m, keptEpoch, epochs.size(), plan.epochs()));
    return new TrialOutcome.Completed(epochs.size(), keptEpoch, stoppedBy);
  }

  List<EpochRecord> epochs() {
    return epochs;
  }

  /** Median seconds of a step. */
  double medianStepSeconds() {
    double[] sorted = stepSeconds.stream().mapToDouble(s -> s).sorted().toArray();
    return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
  }
}
