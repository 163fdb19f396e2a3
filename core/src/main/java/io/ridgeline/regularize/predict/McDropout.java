package io.ridgeline.regularize.predict;

import io.ridgeline.describe.Cost;
import io.ridgeline.describe.Count;
import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Method;
import io.ridgeline.describe.Paper;
import io.ridgeline.describe.TaskKind;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Tensor;
import io.ridgeline.model.Pass;
import io.ridgeline.regularize.MapScorer;
import io.ridgeline.regularize.PredictionTransform;
import io.ridgeline.regularize.Scorer;
import java.util.function.IntFunction;

/**
 * Predicts with the mean probabilities of several passes in which the arm's noise acts.
 *
 * <p>The noise may be any on activations, not dropout alone; without one there is nothing to
 * average, and the arm is refused.
 */
@Method(
    name = "mc-dropout",
    summary = "Predicts with the mean of several passes in which the arm's noise goes on acting.",
    formula = "p = 1/T Σ_t p(x, noise_t)",
    when = "With dropout or other noise on activations, where T times the prediction time is fine.",
    paper = @Paper("Gal & Ghahramani 2016, ICML"),
    tasks = {TaskKind.CLASSIFICATION, TaskKind.SEGMENTATION},
    cost = Cost.SEVERAL_PREDICTIONS)
public record McDropout(
    @Count(
            doc = "passes T; 0 predicts by one pass without noise",
            def = 20,
            max = 1000,
            off = 0,
            search = {5, 30})
        int passes)
    implements PredictionTransform {
  /** Refuses a number of passes outside [0, 1000]. */
  public McDropout {
    Descriptor.check(McDropout.class, passes);
  }

  @Override
  public boolean needsNoise() {
    return true;
  }

  @Override
  public double[][] predict(Tensor images, Pass pass, Scorer inner, IntFunction<Pass> noisy) {
    double[][] mean = new double[(int) images.size(0)][];
    for (int t = 1; t <= passes; t++) {
      double[][] rows = inner.score(images, noisy.apply(t));
      for (int i = 0; i < rows.length; i++) {
        double[] sum = t == 1 ? new double[rows[i].length] : mean[i];
        for (int k = 0; k < sum.length; k++) {
          sum[k] += rows[i][k] / passes;
        }
        mean[i] = sum;
      }
    }
    return mean;
  }

  @Override
  public Tensor predictMaps(Tensor images, Pass pass, MapScorer inner, IntFunction<Pass> noisy) {
    Tensor sum = inner.score(images, noisy.apply(1));
    for (int t = 2; t <= passes; t++) {
      try (Scope scope = Scope.open()) {
        sum.addInPlace(inner.score(images, noisy.apply(t)), 1);
      }
    }
    return sum.scaleInPlace(1.0 / passes);
  }
}
