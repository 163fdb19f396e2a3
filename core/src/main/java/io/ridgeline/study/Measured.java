package io.ridgeline.study;

import io.ridgeline.data.Split;
import io.ridgeline.trial.Arm;
import io.ridgeline.trial.Part;
import io.ridgeline.trial.PartResult;
import io.ridgeline.trial.TrialRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Metrics of every trial of a study, by part, arm, split and seed; NaN where a trial did not
 * complete or the metric is undefined. The data loss stands beside the metrics as {@code loss}.
 */
final class Measured {
  static final String LOSS = "loss";

  private static final int FEW = 3;

  private final List<String> metrics;
  private final List<String> names;
  private final List<Arm> arms;
  private final int splits;
  private final int seeds;
  private final Map<String, TrialRecord> records = new HashMap<>();
  private final Map<Part, Map<String, double[][][]>> values = new EnumMap<>(Part.class);

  Measured(StudySpec spec, List<String> metrics, List<Split> splits, List<TrialRecord> records) {
    this.arms = spec.arms();
    this.metrics = metrics;
    this.names = Stream.concat(metrics.stream(), Stream.of(LOSS)).toList();
    this.splits = splits.size();
    this.seeds = spec.seeds();
    Map<String, Integer> index = new HashMap<>();
    for (int j = 0; j < splits.size(); j++) {
      index.put(splits.get(j).name(), j);
    }
    for (TrialRecord record : records) {
      int split = Objects.requireNonNull(index.get(record.spec().split()), record.spec().split());
      this.records.put(id(record.spec().arm().name(), split, record.spec().seed()), record);
    }
    for (Part part : Part.values()) {
      Map<String, double[][][]> byName = new HashMap<>();
      names.forEach(name -> byName.put(name, nan()));
      IntStream.range(0, arms.size()).parallel().forEach(a -> measure(part, a, byName));
      values.put(part, byName);
    }
  }

  /** The metrics' names. */
  List<String> metrics() {
    return metrics;
  }

  /** All names, {@code loss} last. */
  List<String> names() {
    return names;
  }

  private static String id(String arm, int split, int seed) {
    return arm + "/" + split + "/" + seed;
  }

  private double[][][] nan() {
    double[][][] cube = new double[arms.size()][splits][seeds];
    for (double[][] square : cube) {
      for (double[] row : square) {
        Arrays.fill(row, Double.NaN);
      }
    }
    return cube;
  }

  private void measure(Part part, int arm, Map<String, double[][][]> byName) {
    for (int split = 0; split < splits; split++) {
      for (int seed = 0; seed < seeds; seed++) {
        TrialRecord record = record(arm, split, seed);
        if (record == null || !record.completed()) {
          continue;
        }
        Map<String, Double> all = new HashMap<>();
        PartResult result = record.predictions().get(part);
        if (result != null) {
          all.putAll(measure(result));
        }
        all.put(LOSS, record.losses().getOrDefault(part, Double.NaN));
        for (String name : names) {
          Objects.requireNonNull(byName.get(name))[arm][split][seed] =
              all.getOrDefault(name, Double.NaN);
        }
      }
    }
  }

  /** Few of them one by one, many in one go. */
  private Map<String, Double> measure(PartResult result) {
    if (metrics.size() > FEW) {
      return result.metrics();
    }
    Map<String, Double> values = new HashMap<>();
    metrics.forEach(metric -> values.put(metric, result.metric(metric)));
    return values;
  }

  int splits() {
    return splits;
  }

  int seeds() {
    return seeds;
  }

  /** The record of a trial, or null if it did not run. */
  @Nullable TrialRecord record(int arm, int split, int seed) {
    return records.get(id(arms.get(arm).name(), split, seed));
  }

  /** The records of an arm, by split, then seed. */
  List<TrialRecord> records(int arm) {
    List<TrialRecord> found = new ArrayList<>();
    for (int split = 0; split < splits; split++) {
      for (int seed = 0; seed < seeds; seed++) {
        TrialRecord record = record(arm, split, seed);
        if (record != null) {
          found.add(record);
        }
      }
    }
    return found;
  }

  /** {@code [split][seed]} of one metric of one arm. */
  double[][] values(Part part, String metric, int arm) {
    return Objects.requireNonNull(Objects.requireNonNull(values.get(part)).get(metric))[arm];
  }

  /**
   * The generalization gap, {@code [split][seed]}: train minus test, for the loss test minus train.
   */
  double[][] gap(String metric, int arm) {
    double sign = metric.equals(LOSS) ? -1 : 1;
    double[][] train = values(Part.TRAIN, metric, arm);
    double[][] test = values(Part.TEST, metric, arm);
    double[][] gap = new double[splits][seeds];
    for (int split = 0; split < splits; split++) {
      for (int seed = 0; seed < seeds; seed++) {
        gap[split][seed] = sign * (train[split][seed] - test[split][seed]);
      }
    }
    return gap;
  }

  /** One value a completed trial of an arm, by split, then seed. */
  List<Double> listed(double[][] values, int arm) {
    List<Double> listed = new ArrayList<>();
    for (int split = 0; split < splits; split++) {
      for (int seed = 0; seed < seeds; seed++) {
        TrialRecord record = record(arm, split, seed);
        if (record != null && record.completed()) {
          listed.add(values[split][seed]);
        }
      }
    }
    return listed;
  }
}
