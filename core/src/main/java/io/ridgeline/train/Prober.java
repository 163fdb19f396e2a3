package io.ridgeline.train;

import io.ridgeline.data.Prepared;
import io.ridgeline.data.Split;
import io.ridgeline.deploy.Predictor;
import io.ridgeline.describe.Streams;
import io.ridgeline.describe.TaskKind;
import io.ridgeline.engine.Generator;
import io.ridgeline.engine.Gradients;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Tensor;
import io.ridgeline.engine.Weight;
import io.ridgeline.engine.Weights;
import io.ridgeline.loss.Loss;
import io.ridgeline.model.Model;
import io.ridgeline.model.Pass;
import io.ridgeline.regularize.Batch;
import io.ridgeline.trial.Probe;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Looks at the models that a study kept: how good they are on other images, and how their loss
 * rises around their weights.
 */
public final class Prober {
  /** Share of a kernel's norm that it is moved by in a random direction. */
  private static final double RANDOM = 0.05;

  /** Share of the kernels' norm that they are moved by along the gradient. */
  private static final double ALIGNED = 0.005;

  private static final int DIRECTIONS = 5;
  private static final int BATCH = 32;

  private final TaskKind task;
  private final String metric;

  /** A prober of models of one task, judged by one metric. */
  public Prober(TaskKind task, String metric) {
    this.task = task;
    this.metric = metric;
  }

  /**
   * The metric of a packaged model on some images.
   *
   * @param images prepared as those that it was trained on
   * @param examples which of them
   */
  public double judge(Path model, Prepared images, int[] examples) {
    try (Predictor predictor = Predictor.open(model)) {
      return samples(predictor, images, examples)
          .look(predictor.model(), predictor.loss(), predictor.prediction(), List.of(metric))
          .result()
          .metric(metric);
    }
  }

  /**
   * How the training loss of a packaged model rises around its weights, on at most as many training
   * examples as are looked at after an epoch. Kernels alone are moved, each in proportion to its
   * own norm, so that a network whose layers are scaled up and down against each other is as sharp
   * as before (Li et al. 2018, NeurIPS 31).
   */
  public Probe.Sharpness sharpness(Path model, Prepared images, Split split) {
    try (Predictor predictor = Predictor.open(model)) {
      Samples sample = samples(predictor, images, split.train()).glance();
      return new Around(predictor.model(), predictor.loss(), sample).sharpness();
    }
  }

  private Samples samples(Predictor predictor, Prepared images, int[] examples) {
    return Samples.of(
        task, new Subset(images, examples), predictor.description().input().normalization());
  }

  /** The loss around the weights of one model. */
  private record Around(Model model, Loss loss, Samples sample) {
    Probe.Sharpness sharpness() {
      Weights weights = model.weights();
      List<Tensor> own = weights.snapshot();
      double here = loss(true);
      Tensor gradient = weights.flatKernels().gradient().copy();
      double rises = 0;
      for (int i = 0; i < DIRECTIONS; i++) {
        Generator generator = new Generator(Streams.seed(0, "sharpness", i));
        try (Scope scope = Scope.open();
            Gradients off = Gradients.off()) {
          for (Weight kernel : weights.kernels()) {
            Tensor direction = generator.normal(kernel.shape());
            double length = direction.norm().item();
            double step = RANDOM * kernel.tensor().norm().item();
            kernel.tensor().addInPlace(direction, length > 0 ? step / length : 0);
          }
        }
        rises += loss(false) - here;
        weights.restore(own);
      }
      try (Scope scope = Scope.open();
          Gradients off = Gradients.off()) {
        Tensor kernels = weights.flatKernels().values();
        double length = gradient.norm().item();
        double step = ALIGNED * kernels.norm().item();
        kernels.addInPlace(gradient, length > 0 ? step / length : 0);
      }
      double aligned = loss(false) - here;
      weights.restore(own);
      return new Probe.Sharpness(here, rises / DIRECTIONS, aligned);
    }

    /** The mean loss over the sample; with its gradient, if that is wanted. */
    private double loss(boolean gradient) {
      model.weights().clearGradients();
      double sum = 0;
      for (int from = 0; from < sample.size(); from += BATCH) {
        int[] rows = IntStream.range(from, Math.min(from + BATCH, sample.size())).toArray();
        try (Scope scope = Scope.open()) {
          Batch batch = sample.batch(rows, Streams.random(Streams.seed(0, "sharpness", from)));
          double share = (double) rows.length / sample.size();
          sum += gradient ? withGradient(batch, share) : plain(batch, share);
        }
      }
      return sum;
    }

    private double withGradient(Batch batch, double share) {
      Tensor value = value(batch).times(share);
      value.backward();
      return value.item();
    }

    private double plain(Batch batch, double share) {
      try (Gradients off = Gradients.off()) {
        return value(batch).times(share).item();
      }
    }

    private Tensor value(Batch batch) {
      return loss.value(model.forward(batch.images(), Pass.EVALUATION), batch.targets());
    }
  }
}
