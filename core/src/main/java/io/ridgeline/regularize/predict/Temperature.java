package io.ridgeline.regularize.predict;

import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Method;
import io.ridgeline.describe.Paper;
import io.ridgeline.describe.Real;
import io.ridgeline.describe.TaskKind;
import io.ridgeline.engine.Tensor;
import io.ridgeline.metric.TemperatureScaling;
import io.ridgeline.model.Pass;
import io.ridgeline.regularize.MapScorer;
import io.ridgeline.regularize.PredictionTransform;
import io.ridgeline.regularize.Scorer;
import io.ridgeline.trial.Predictions;
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
        ? new Temperature(TemperatureScaling.fit(validation.labels(), validation.probabilities()))
        : this;
  }

  @Override
  public double[][] predict(Tensor images, Pass pass, Scorer inner, IntFunction<Pass> noisy) {
    requireFitted();
    return TemperatureScaling.scaled(inner.score(images, pass), value);
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
}
