package io.ridgeline.tune;

import io.ridgeline.StudyFileException;
import io.ridgeline.metric.Metric;
import io.ridgeline.trial.Part;
import io.ridgeline.trial.PartResult;
import io.ridgeline.trial.TrialRecord;
import io.ridgeline.trial.TrialSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The search for the values of one arm in one split.
 *
 * <p>What is to be run, and what is chosen, follow from the trials that have ended and from nothing
 * else. So a search that was cut off goes on as if it had not been, and its outcome does not depend
 * on the order in which trials end. Of equals the configuration tried first is chosen.
 */
public final class Search {
  private final Space space;
  private final Metric metric;
  private final List<TrialSpec> inner;
  private final List<Rung> rungs;
  private final int trials;
  private final Sampler sampler;

  /**
   * Where a search stands.
   *
   * @param trials all that are to be run by what is known, those that have ended among them
   * @param tried what came of each configuration that was judged after the first rung's epochs, in
   *     the order of proposal
   * @param chosen the configuration to keep, once the search has ended
   */
  public record Standing(List<TrialSpec> trials, List<Scored> tried, Optional<Scored> chosen) {}

  /**
   * A configuration and how good it was.
   *
   * @param candidate the configuration
   * @param epochs that it was judged after
   * @param value the metric on the inner validation part, a mean over inner folds; NaN if a trial
   *     did not complete
   */
  public record Scored(Candidate candidate, int epochs, double value) {}

  /**
   * A search.
   *
   * @param metric that judges
   * @param inner one trial for each inner split, with the study's own epochs; its arm and its
   *     training are replaced
   * @param seed of the proposals; searches with equal ones try equal learning rates
   */
  public Search(Space space, Tuning tuning, Metric metric, List<TrialSpec> inner, long seed) {
    this.space = space;
    this.metric = metric;
    this.inner = List.copyOf(inner);
    this.rungs = Rung.of(tuning, inner.get(0).training().epochs());
    this.trials = tuning.trials();
    this.sampler =
        switch (tuning.sampler()) {
          case HALTON -> new Halton(space.dimensions(), seed);
          case TPE -> new Tpe(space.dimensions(), Math.max(4, trials / 4), seed);
        };
  }

  /** The arm's name. */
  public String arm() {
    return space.arm();
  }

  /** How many trials the whole search takes. */
  public int size() {
    return inner.size() * rungs.stream().mapToInt(Rung::trials).sum();
  }

  /**
   * Where the search stands.
   *
   * @param ended what came of a trial, or empty if it has not ended
   */
  public Standing standing(Function<TrialSpec, Optional<TrialRecord>> ended) {
    List<TrialSpec> all = new ArrayList<>();
    List<Scored> tried = proposed(all, ended);
    List<Scored> field = tried;
    for (int k = 0; field.size() == rungs.get(k).trials(); k++) {
      List<Scored> ranked = new ArrayList<>(field);
      ranked.sort(Comparator.comparingDouble((Scored s) -> goodness(s)).reversed());
      if (k + 1 == rungs.size()) {
        return new Standing(all, tried, Optional.of(ranked.get(0)));
      }
      Rung next = rungs.get(k + 1);
      field = new ArrayList<>();
      for (Scored best : ranked.subList(0, next.trials())) {
        judged(best.candidate(), next.epochs(), all, ended).ifPresent(field::add);
      }
    }
    return new Standing(all, tried, Optional.empty());
  }

  /** The configurations of the first rung whose trials have ended; {@code all} takes its trials. */
  private List<Scored> proposed(
      List<TrialSpec> all, Function<TrialSpec, Optional<TrialRecord>> ended) {
    List<Scored> tried = new ArrayList<>();
    List<Sampler.Seen> seen = new ArrayList<>();
    int epochs = rungs.get(0).epochs();
    judged(space.usual(), epochs, all, ended).ifPresent(tried::add);
    for (int index = 0, proposed = 1; proposed < trials; index++) {
      if (sampler.learns() && tried.size() < proposed) {
        break; // this proposal waits for what comes of the one before
      }
      double[] shares = sampler.propose(index, seen);
      Optional<Candidate> candidate = space.at(shares);
      if (candidate.isPresent()) {
        proposed++;
        Optional<Scored> scored = judged(candidate.get(), epochs, all, ended);
        scored.ifPresent(s -> tried.add(s));
        scored.ifPresent(s -> seen.add(new Sampler.Seen(shares, goodness(s))));
      } else if (index > 1000 * trials) {
        throw new StudyFileException(
            "arms." + arm() + ": of the values searched hardly any go together; narrow the ranges");
      }
    }
    return tried;
  }

  /** What came of a configuration on the inner splits, once all its trials have ended. */
  private Optional<Scored> judged(
      Candidate candidate,
      int epochs,
      List<TrialSpec> all,
      Function<TrialSpec, Optional<TrialRecord>> ended) {
    double sum = 0;
    boolean complete = true;
    for (TrialSpec trial : inner) {
      TrialSpec spec = trial.with(candidate.arm(), candidate.training().lasting(epochs));
      all.add(spec);
      Optional<TrialRecord> record = ended.apply(spec);
      complete &= record.isPresent();
      sum += record.map(this::value).orElse(Double.NaN);
    }
    return complete
        ? Optional.of(new Scored(candidate, epochs, sum / inner.size()))
        : Optional.empty();
  }

  private double value(TrialRecord record) {
    PartResult validation = record.predictions().get(Part.VALIDATION);
    return validation == null ? Double.NaN : validation.metric(metric.name());
  }

  private double goodness(Scored scored) {
    double sign = metric.higherIsBetter() ? 1 : -1;
    return Double.isNaN(scored.value()) ? Double.NEGATIVE_INFINITY : sign * scored.value();
  }
}
