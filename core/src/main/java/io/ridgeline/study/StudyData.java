package io.ridgeline.study;

import io.ridgeline.data.Cohort;
import io.ridgeline.data.Split;
import io.ridgeline.trial.TrialRecord;
import java.util.List;

/** What results are made of: a study, its cohort and splits, and the records of its trials. */
record StudyData(StudySpec spec, Cohort cohort, List<Split> splits, List<TrialRecord> records) {
  /** Some metrics of every trial. */
  Measured measured(List<String> metrics) {
    return new Measured(spec, metrics, splits, records);
  }

  /** How sure they are. */
  Design design(Measured measured) {
    return splits.size() == 1
        ? new OneSplit(measured, spec, cohort, splits.get(0))
        : new ManySplits(measured, splits);
  }

  /** The same study with other records. */
  StudyData with(List<TrialRecord> others) {
    return new StudyData(spec, cohort, splits, others);
  }
}
