package io.ridgeline.metric;

import io.ridgeline.describe.TaskKind;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The metrics of every task, by name. */
public final class Metrics {
  private Metrics() {}

  /** The metrics of a task, in the order of reports. */
  public static List<? extends Metric> of(TaskKind task) {
    return switch (task) {
      case CLASSIFICATION -> ClassificationMetrics.ALL;
      case SEGMENTATION -> SegmentationMetrics.ALL;
      case DETECTION -> DetectionMetrics.ALL;
    };
  }

  /** Their names, in the same order. */
  public static List<String> names(TaskKind task) {
    return of(task).stream().map(Metric::name).toList();
  }

  /** The metric that decides unless a study names another. */
  public static Metric deciding(TaskKind task) {
    return of(task).get(0);
  }

  /** The metric of that name, whatever its task; empty if there is none. */
  public static Optional<Metric> find(String name) {
    return Stream.concat(
            Arrays.stream(TaskKind.values()).flatMap(task -> of(task).stream()),
            ClassificationMetrics.CALIBRATION.stream())
        .<Metric>map(metric -> metric)
        .filter(metric -> metric.name().equals(name))
        .findFirst();
  }

  /**
   * The metric of that name, whatever its task.
   *
   * @throws IllegalArgumentException if there is none, listing those there are
   */
  public static Metric named(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no metric is called \""
                        + name
                        + "\"; there are "
                        + Arrays.stream(TaskKind.values())
                            .flatMap(task -> names(task).stream())
                            .collect(Collectors.joining(", "))));
  }
}
