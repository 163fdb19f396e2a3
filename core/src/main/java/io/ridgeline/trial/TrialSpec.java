package io.ridgeline.trial;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;

/**
 * Everything that determines one training run; equal specs give equal records, to the bit.
 *
 * @param arm the regularizers
 * @param split which split of the cohort, such as {@code official} or {@code repeat1-fold3}
 * @param seed the seed's index in the study, from 0
 * @param studySeed the study's own seed, from which every stream is derived
 * @param model the architecture
 * @param training the fit
 * @param metric the metric that validation is judged by, such as {@code auroc}
 * @param data the content hash of the prepared cohort and its splits
 * @param start the content hash of the weights that the training starts from, or an empty string
 *     for random ones
 * @param threads intra-op threads; part of the result
 */
public record TrialSpec(
    Arm arm,
    String split,
    int seed,
    long studySeed,
    Setting model,
    TrainingSpec training,
    String metric,
    String data,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) String start,
    int threads) {
  /** A spec that was written without a start has none. */
  public TrialSpec {
    start = Objects.requireNonNullElse(start, "");
  }

  /** The same trial with other regularizers and another fit. */
  public TrialSpec with(Arm otherArm, TrainingSpec otherTraining) {
    return new TrialSpec(
        otherArm, split, seed, studySeed, model, otherTraining, metric, data, start, threads);
  }

  /** The content hash of this spec. */
  public TrialKey key() {
    return TrialKey.of(this);
  }
}
