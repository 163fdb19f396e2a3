package io.ridgeline.study;

import io.ridgeline.StudyFileException;
import io.ridgeline.data.Cohort;
import io.ridgeline.data.Split;
import io.ridgeline.statistics.Interval;
import io.ridgeline.statistics.PairedComparison;
import io.ridgeline.trial.Arm;
import io.ridgeline.trial.Part;
import io.ridgeline.trial.PartResult;
import io.ridgeline.trial.TrialRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A study's results on parts of its test images, by columns of the manifest.
 *
 * <p>Means, intervals and differences are made as those of the whole test part are. Over several
 * splits the correction stays that of the whole splits, since the training examples that they share
 * are the same.
 */
public final class Subgroups {
  private static final PairedComparison NONE =
      new PairedComparison(
          Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, "");

  private Subgroups() {}

  /**
   * The subgroups of each column, those without test images left out.
   *
   * @throws StudyFileException if there is no such column
   */
  public static List<Subgroup> of(
      StudySpec spec,
      Cohort cohort,
      List<Split> splits,
      List<TrialRecord> records,
      List<String> columns) {
    StudyData data = new StudyData(spec, cohort, splits, records);
    List<Subgroup> subgroups = new ArrayList<>();
    for (String column : columns) {
      Groupings.of(cohort, column)
          .forEach(
              (value, members) -> {
                Subgroup subgroup = subgroup(data, column, value, members);
                if (subgroup.images() > 0) {
                  subgroups.add(subgroup);
                }
              });
    }
    return subgroups;
  }

  private static Subgroup subgroup(StudyData data, String column, String value, int[] members) {
    Set<Integer> wanted = Arrays.stream(members).boxed().collect(Collectors.toSet());
    int[] tested =
        data.splits().stream()
            .flatMapToInt(split -> Arrays.stream(split.test()))
            .filter(wanted::contains)
            .distinct()
            .toArray();
    Map<String, Integer> strata = new LinkedHashMap<>();
    data.cohort().strata().forEach(name -> strata.put(name, 0));
    for (int example : tested) {
      strata.merge(data.cohort().strata().get(data.cohort().stratum(example)), 1, Integer::sum);
    }
    return new Subgroup(
        column, value, tested.length, strata, tested.length == 0 ? List.of() : arms(data, wanted));
  }

  private static List<Subgroup.OfArm> arms(StudyData data, Set<Integer> wanted) {
    StudySpec spec = data.spec();
    StudyData part =
        new StudyData(
            spec,
            data.cohort(),
            data.splits().size() == 1 ? List.of(only(data.splits().get(0), wanted)) : data.splits(),
            data.records().stream().map(record -> only(record, wanted)).toList());
    Measured measured = part.measured(List.of(spec.metric()));
    Design design = part.design(measured);
    boolean sure = part.splits().size() > 1 || varied(data.cohort(), part.splits().get(0).test());
    int baseline = spec.arms().stream().map(Arm::name).toList().indexOf(spec.baseline());
    return IntStream.range(0, spec.arms().size())
        .mapToObj(
            arm ->
                ofArm(
                    spec.arms().get(arm).name(),
                    design.mean(arm, spec.metric()),
                    arm == baseline ? NONE : design.difference(arm, baseline, spec.metric()),
                    sure))
        .toList();
  }

  /** A class of one patient does not vary when patients are resampled: no interval says so. */
  private static boolean varied(Cohort cohort, int[] test) {
    return Arrays.stream(test)
        .boxed()
        .collect(
            Collectors.groupingBy(
                cohort::stratum,
                Collectors.mapping(i -> cohort.examples().get(i).group(), Collectors.toSet())))
        .values()
        .stream()
        .allMatch(patients -> patients.size() > 1);
  }

  private static Subgroup.OfArm ofArm(
      String arm, Interval metric, PairedComparison difference, boolean sure) {
    return sure
        ? new Subgroup.OfArm(arm, metric, difference)
        : new Subgroup.OfArm(
            arm,
            new Interval(metric.mean(), Double.NaN, Double.NaN),
            new PairedComparison(
                difference.mean(), NONE.low(), NONE.high(), NONE.p(), NONE.p(), NONE.p(), ""));
  }

  private static Split only(Split split, Set<Integer> wanted) {
    int[] test = Arrays.stream(split.test()).filter(wanted::contains).toArray();
    return new Split(split.name(), split.train(), split.validation(), test);
  }

  /** The record with test results of some examples; of none where none was tested. */
  private static TrialRecord only(TrialRecord record, Set<Integer> wanted) {
    PartResult all = record.predictions().get(Part.TEST);
    PartResult test = all == null ? null : all.only(wanted::contains);
    return new TrialRecord(
        record.spec(),
        record.outcome(),
        record.epochs(),
        test == null || test.size() == 0 ? Map.of() : Map.of(Part.TEST, test),
        record.losses(),
        record.evidence(),
        record.parameters(),
        record.timing());
  }
}
