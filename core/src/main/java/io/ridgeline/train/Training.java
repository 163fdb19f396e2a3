package io.ridgeline.train;

import io.ridgeline.data.BatchPlan;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Tensor;
import io.ridgeline.engine.Weights;
import io.ridgeline.metric.ClassificationMetrics;
import io.ridgeline.metric.Metrics;
import io.ridgeline.model.Model;
import io.ridgeline.regularize.Batch;
import io.ridgeline.regularize.Hooks;
import io.ridgeline.regularize.Moment;
import io.ridgeline.regularize.TrainingControl;
import io.ridgeline.task.Classification;
import io.ridgeline.trial.EpochRecord;
import io.ridgeline.trial.Predictions;
import io.ridgeline.trial.TrialOutcome;
import io.ridgeline.trial.TrialRunner;
import java.util.ArrayList;
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
  /** Examples of the training part that are looked at after each epoch, picked evenly. */
  static final int TRAIN_SAMPLE = 256;

  private final Model model;
  private final TrainingPlan plan;
  private final Hooks hooks;
  private final Classification task;
  private final List<EpochRecord> epochs = new ArrayList<>();
  private final List<Double> stepSeconds = new ArrayList<>();
  private List<Tensor> kept = List.of();
  private int keptEpoch;
  private boolean keptRemeasured;

  Training(Model model, TrainingPlan plan, Hooks hooks, Classification task) {
    this.model = model;
    this.plan = plan;
    this.hooks = hooks;
    this.task = task;
  }

  /**
   * Trains.
   *
   * @param orderSeed of the batch order
   * @throws InterruptedException at the next step after an interrupt of the thread
   */
  TrialOutcome run(Samples train, Samples validation, long orderSeed, TrialRunner.Progress progress)
      throws InterruptedException {
    Weights weights = model.weights();
    hooks.begin(model, plan.loss(), task.count(train.labels()));
    TrainingStep step =
        new TrainingStep(model, plan.loss(), plan.optimizer().begin(weights), hooks);
    BatchPlan order =
        new BatchPlan(IntStream.range(0, train.size()).toArray(), plan.batch(), orderSeed);
    int stepsPerEpoch = order.batches();
    int steps = stepsPerEpoch * plan.epochs();
    Tensor targets = task.encode(train.labels());
    Samples trainSample = train.evenly(TRAIN_SAMPLE);
    Map<String, TrainingControl.Run> controls =
        hooks.controls(Metrics.named(plan.metric()).higherIsBetter());
    kept = controls.isEmpty() ? List.of() : weights.snapshot();
    String stoppedBy = "";
    int done = 0;
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
                  new Batch(train.images().rows(rows), targets.rows(rows)),
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
        record = look(epoch, rate, gradientNorms / stepsPerEpoch, trainSample, validation);
        epochs.add(record);
        stoppedBy = decide(record, controls);
        weights.restore(last);
      }
      progress.epoch(record, plan.epochs());
      if (!Double.isFinite(record.weightNorm())) {
        return new TrialOutcome.Diverged(epoch, done, "a weight was not finite");
      }
    }
    return finish(train, controls.keySet(), stoppedBy);
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
      Evaluation.measureStatistics(model, sample);
    }
    return last;
  }

  private EpochRecord look(
      int epoch, double rate, double gradientNorm, Samples trainSample, Samples validation) {
    Evaluation onTrain = Evaluation.of(model, plan.loss(), trainSample, task);
    Evaluation onValidation = Evaluation.of(model, plan.loss(), validation, task);
    Tensor kernels = model.weights().flatKernels().values();
    return new EpochRecord(
        epoch,
        rate,
        onTrain.loss(),
        metric(onTrain.predictions()),
        onValidation.loss(),
        metric(onValidation.predictions()),
        gradientNorm,
        kernels.norm().item(),
        kernels.abs().below(Float.MIN_VALUE).mean().item());
  }

  private double metric(Predictions p) {
    return ClassificationMetrics.of(plan.metric(), p.labels(), p.probabilities());
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
        Evaluation.measureStatistics(model, train);
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
