package io.ridgeline.study;

import io.ridgeline.trial.TrialRecord;
import io.ridgeline.trial.TrialSpec;
import io.ridgeline.tune.Search;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Trials of which some may follow from what came of others. */
sealed interface Course {
  /**
   * All trials that are to be run by what is known, those that have ended among them.
   *
   * @param ended what came of a trial, or empty if it has not ended
   */
  List<TrialSpec> trials(Function<TrialSpec, Optional<TrialRecord>> ended);

  /** How many trials it takes in the end. */
  int size();

  /** Trials of which none depends on another. */
  record Fixed(List<TrialSpec> all) implements Course {
    @Override
    public List<TrialSpec> trials(Function<TrialSpec, Optional<TrialRecord>> ended) {
      return all;
    }

    @Override
    public int size() {
      return all.size();
    }
  }

  /**
   * One arm in one split: a search, then the study's own trials with what it chose.
   *
   * @param search on inner splits of the training part
   * @param own the study's own trials, whose arm and training the search replaces
   */
  record Tuned(Search search, List<TrialSpec> own) implements Course {
    @Override
    public List<TrialSpec> trials(Function<TrialSpec, Optional<TrialRecord>> ended) {
      Search.Standing standing = search.standing(ended);
      List<TrialSpec> all = new ArrayList<>(standing.trials());
      standing
          .chosen()
          .ifPresent(
              chosen ->
                  own.forEach(
                      trial ->
                          all.add(
                              trial.with(
                                  chosen.candidate().arm(), chosen.candidate().training()))));
      return all;
    }

    @Override
    public int size() {
      return search.size() + own.size();
    }
  }
}
