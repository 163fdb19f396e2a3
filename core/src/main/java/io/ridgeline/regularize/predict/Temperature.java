package io.ridgeline.regularize.predict;

import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Method;
import io.ridgeline.describe.Paper;
import io.ridgeline.describe.Real;
import io.ridgeline.describe.TaskKind;
import io.ridgeline.engine.Tensor;
import io.ridgeline.model.Pass;
import io.ridgeline.regularize.MapScorer;
import io.ridgeline.regularize.PredictionTransform;
import io.ridgeline.regularize.Scorer;
import io.ridgeline.trial.Predictions;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntFunction;

/**
 * Divides the logits by one temperature, fitted on the validation part.
 *
 * <p>p^(1/T) / Σ p^(1/T) is softmax(z/T) where p is softmax(z), and needs no logits where p comes
 * from elsewhere. The order of the scores within an image stays; above 1 they become less sure.
 */
@Method(
    name = "temperature",
    summary = "Makes probabilities more or less sure by one temperature, fitted on validation.",
    formula = "p_k ← p_k^(1/T) / Σ_j p_j^(1/T), T in [.05, 20] by the least validation log loss",
    when = "Probabilities are to be read as such and the validation part is not tiny.",
    paper = @Paper("Guo et al. 2017, ICML"),
    tasks = {TaskKind.CLASSIFICATION, TaskKind.SEGMENTATION})
public record Temperature(
    @Real(doc = "temperature T; 0 fits it on the validation part", def = 0, max = 20, off = 1)
        double value)
    implements PredictionTransform {
  private static final double LOWEST = 0.05;
  private static final double HIGHEST = 20;
  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;
  private static final int CUTS = 50;

  /** Refuses a temperature outside [0, 20]. */
  public Temperature {
    Descriptor.check(Temperature.class, value);
  }

  /** To be fitted on the validation part. */
  public Temperature() {
    this(0);
  }

  @Override
  public PredictionTransform fit(Predictions validation) {
    return value == 0
        ? new Temperature(
            StrictMath.exp(
                lowest(
                    logT -> logLoss(validation, StrictMath.exp(logT)),
                    StrictMath.log(LOWEST),
                    StrictMath.log(HIGHEST))))
        : this;
  }

  private static double logLoss(Predictions validation, double t) {
    double sum = 0;
    for (int i = 0; i < validation.size(); i++) {
      sum -= logScaled(validation.probabilities()[i], t)[validation.labels()[i]];
    }
    return sum;
  }

  /** Golden section; the log loss is convex in 1/T, so that it has one valley in log T. */
  private static double lowest(DoubleUnaryOperator f, double from, double to) {
    double low = from;
    double high = to;
    double left = high - GOLDEN * (high - low);
    double right = low + GOLDEN * (high - low);
    double atLeft = f.applyAsDouble(left);
    double atRight = f.applyAsDouble(right);
    for (int i = 0; i < CUTS; i++) {
      if (atLeft < atRight) {
        high = right;
        right = left;
        atRight = atLeft;
        left = high - GOLDEN * (high - low);
        atLeft = f.applyAsDouble(left);
      } else {
        low = left;
        left = right;
        atLeft = atRight;
        right = low + GOLDEN * (high - low);
        atRight = f.applyAsDouble(right);
      }
    }
    return (low + high) / 2;
  }

  @Override
  public double[][] predict(Tensor images, Pass pass, Scorer inner, IntFunction<Pass> noisy) {
    requireFitted();
    double[][] rows = inner.score(images, pass);
    for (int i = 0; i < rows.length; i++) {
      double[] logs = logScaled(rows[i], value);
      for (int k = 0; k < logs.length; k++) {
        rows[i][k] = StrictMath.exp(logs[k]);
      }
    }
    return rows;
  }

  @Override
  public Tensor predictMaps(Tensor images, Pass pass, MapScorer inner, IntFunction<Pass> noisy) {
    requireFitted();
    return inner.score(images, pass).atLeast(Float.MIN_NORMAL).log().times(1 / value).softmax(1);
  }

  private void requireFitted() {
    if (value == 0) {
      throw new IllegalStateException("the temperature is not fitted yet");
    }
  }

  /** log of p^(1/t) / Σ p^(1/t); a p of 0 counts as the smallest positive number. */
  private static double[] logScaled(double[] p, double t) {
    double[] logs = new double[p.length];
    double largest = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < p.length; k++) {
      logs[k] = StrictMath.log(Math.max(p[k], Double.MIN_VALUE));
      largest = Math.max(largest, logs[k]);
    }
    double sum = 0;
    for (int k = 0; k < p.length; k++) {
      // the difference first: at the smallest t the others fall to −∞, the largest stays at 0
      logs[k] = (logs[k] - largest) / t;
      sum += StrictMath.exp(logs[k]);
    }
    double total = StrictMath.log(sum);
    for (int k = 0; k < p.length; k++) {
      logs[k] -= total;
    }
    return logs;
  }
}
