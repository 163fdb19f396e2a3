package io.ridgeline.study;

import io.ridgeline.trial.Arm;
import io.ridgeline.trial.TrialSpec;
import java.util.ArrayList;
import java.util.List;

/** The trials of a study: arms × splits × seeds. */
public final class StudyPlan {
  private StudyPlan() {}

  /**
   * All trials, seed by seed, then split by split, then arm by arm: whatever is finished first, the
   * arms are about equally far.
   *
   * @param splits names of the splits, in their order
   * @param data the content hash of the prepared cohort and its splits
   * @param start the content hash of the weights that are started from, or an empty string
   */
  public static List<TrialSpec> trials(
      StudySpec spec, List<String> splits, String data, String start) {
    List<TrialSpec> trials = new ArrayList<>();
    for (int seed = 0; seed < spec.seeds(); seed++) {
      for (String split : splits) {
        for (Arm arm : spec.arms()) {
          trials.add(
              new TrialSpec(
                  arm,
                  split,
                  seed,
                  spec.seed(),
                  spec.model(),
                  spec.training(),
                  spec.metric(),
                  data,
                  start,
                  spec.threads()));
        }
      }
    }
    return trials;
  }
}
