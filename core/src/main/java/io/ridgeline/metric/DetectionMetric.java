package io.ridgeline.metric;

import java.util.function.ToDoubleFunction;

/**
 * A number that says how well the objects of one class were found in a set of images. Over the
 * classes of which there are objects it is averaged.
 *
 * @param name as in study files
 * @param label the name in words
 * @param ofClass what it makes of one class; NaN if there is no object that it asks for
 */
public record DetectionMetric(String name, String label, ToDoubleFunction<ClassHits> ofClass)
    implements Metric {
  /** Its value on one class; NaN if undefined. */
  double of(ClassHits hits) {
    return ofClass.applyAsDouble(hits);
  }
}
