package io.ridgeline.metric;

/** A number that says how good predictions are. Undefined values are NaN, never 0. */
public sealed interface Metric permits ClassificationMetric, SegmentationMetric, DetectionMetric {
  /**
   * The name in study files and results, such as {@code balanced-accuracy}; no two metrics share
   * one, whatever the task.
   */
  String name();

  /** The name in words, for tables and axes. */
  String label();

  /** Whether more is better. */
  default boolean higherIsBetter() {
    return true;
  }

  /** The lowest value it can take. */
  default double lowest() {
    return 0;
  }

  /** The highest value it can take. */
  default double highest() {
    return 1;
  }

  /** The difference below which two models are as good as each other for all that matters. */
  default double negligible() {
    return 0.01;
  }
}
