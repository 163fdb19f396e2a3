package io.ridgeline.study;

import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Streams;
import io.ridgeline.metric.Metrics;
import io.ridgeline.trial.Arm;
import io.ridgeline.trial.TrialSpec;
import io.ridgeline.tune.Search;
import io.ridgeline.tune.Space;
import io.ridgeline.tune.Tuning;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The trials of a study: arms × splits × seeds and, where it is tuned, before them a search for
 * each arm in each split.
 */
public final class StudyPlan {
  private final List<Course> courses;

  private StudyPlan(List<Course> courses) {
    this.courses = List.copyOf(courses);
  }

  /** A plan of trials of which none depends on another. */
  public static StudyPlan of(List<TrialSpec> trials) {
    return new StudyPlan(List.of(new Course.Fixed(List.copyOf(trials))));
  }

  /**
   * The plan of a study.
   *
   * @param splits names of the splits, in their order
   * @param methods declarations by name
   * @param data the content hash of the prepared cohort and its splits
   * @param start the content hash of the weights that are started from, or an empty string
   */
  public static StudyPlan of(
      StudySpec spec,
      List<SplitNames> splits,
      Map<String, Descriptor> methods,
      String data,
      String start) {
    if (spec.tuning() == null) {
      List<String> whole = splits.stream().map(SplitNames::split).toList();
      List<String> shares = splits.stream().flatMap(s -> s.shares().stream()).toList();
      List<TrialSpec> all = new ArrayList<>(trials(spec, whole, data, start));
      all.addAll(trials(spec, shares, data, start));
      return of(all);
    }
    List<Course> courses = new ArrayList<>();
    for (SplitNames names : splits) {
      for (Arm arm : spec.arms()) {
        List<TrialSpec> own = new ArrayList<>();
        Stream.concat(Stream.of(names.split()), names.shares().stream())
            .forEach(
                split -> {
                  for (int seed = 0; seed < spec.seeds(); seed++) {
                    own.add(trial(spec, arm, split, seed, data, start));
                  }
                });
        courses.add(new Course.Tuned(search(spec, arm, names, methods, data, start), own));
      }
    }
    return new StudyPlan(courses);
  }

  /**
   * A split and those within its training part.
   *
   * @param split its name
   * @param inner names of the divisions of its training part that judge a search
   * @param shares names of the splits with a share of its training part
   */
  public record SplitNames(String split, List<String> inner, List<String> shares) {}

  private static Search search(
      StudySpec spec,
      Arm arm,
      SplitNames names,
      Map<String, Descriptor> methods,
      String data,
      String start) {
    Tuning tuning = Objects.requireNonNull(spec.tuning());
    return new Search(
        new Space(
            arm,
            spec.training(),
            spec.searched().getOrDefault(arm.name(), List.of()),
            tuning.learningRate(),
            methods),
        tuning,
        Metrics.named(spec.metric()),
        names.inner().stream().map(name -> trial(spec, arm, name, 0, data, start)).toList(),
        Streams.seed(spec.seed(), "tuning", names.split()));
  }

  /**
   * All trials of a study that is not tuned, seed by seed, then split by split, then arm by arm:
   * whatever is finished first, the arms are about equally far.
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
          trials.add(trial(spec, arm, split, seed, data, start));
        }
      }
    }
    return trials;
  }

  private static TrialSpec trial(
      StudySpec spec, Arm arm, String split, int seed, String data, String start) {
    return new TrialSpec(
        arm,
        split,
        seed,
        spec.seed(),
        spec.model(),
        spec.training(),
        spec.metric(),
        data,
        start,
        spec.threads());
  }

  List<Course> courses() {
    return courses;
  }

  /** How many trials there are in all, those of searches among them. */
  public int size() {
    return courses.stream().mapToInt(Course::size).sum();
  }
}
