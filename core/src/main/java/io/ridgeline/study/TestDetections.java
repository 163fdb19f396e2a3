package io.ridgeline.study;

import io.ridgeline.data.Cohort;
import io.ridgeline.metric.DetectionMetrics;
import io.ridgeline.metric.Resampled;
import io.ridgeline.statistics.PairedBootstrap;
import io.ridgeline.trial.Detections;
import io.ridgeline.trial.Part;
import io.ridgeline.trial.TrialRecord;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The objects that were found in the test images. There is no second test: an average precision
 * belongs to a set of images and has no value of a patient.
 */
final class TestDetections implements TestSet {
  private final PairedBootstrap bootstrap;

  TestDetections(Measured measured, StudySpec spec, Cohort cohort, int[] test) {
    @Nullable Resampled[][] found = new Resampled[spec.arms().size()][spec.seeds()];
    for (int arm = 0; arm < found.length; arm++) {
      for (int seed = 0; seed < spec.seeds(); seed++) {
        found[arm][seed] = resampled(measured.record(arm, 0, seed), test);
      }
    }
    bootstrap =
        new PairedBootstrap(
            Arrays.stream(test).map(cohort::stratum).toArray(),
            Arrays.stream(test).mapToObj(i -> cohort.examples().get(i).group()).toList(),
            found,
            DetectionMetrics.ALL,
            DRAWS,
            spec.seed());
  }

  /**
   * Matched when it is measured and not kept so: a study of many arms would hold every match at
   * once.
   */
  private static @Nullable Resampled resampled(@Nullable TrialRecord record, int[] test) {
    return record != null && record.predictions().get(Part.TEST) instanceof Detections detections
        ? resamples -> detections.of(test).on(resamples)
        : null;
  }

  @Override
  public PairedBootstrap bootstrap() {
    return bootstrap;
  }

  @Override
  public Optional<String> loss() {
    return Optional.empty();
  }

  @Override
  public Optional<String> second(int arm, int baseline, String metric) {
    return Optional.empty();
  }
}
