package io.ridgeline.metric;

import java.util.function.ToDoubleFunction;

/**
 * A number that says how well one class of one case was outlined. Over cases and classes it is
 * averaged; what empty masks give stands in {@link Overlap}, {@link SurfaceDistances} and {@link
 * Lesions}.
 *
 * @param name as in study files
 * @param label the name in words
 * @param distance whether it is a distance, in the unit of the image's spacing: lower is better and
 *     there is no highest; all others are shares from 0 to 1
 * @param value what it makes of a pair of masks
 */
public record SegmentationMetric(
    String name, String label, boolean distance, ToDoubleFunction<MaskPair> value)
    implements Metric {
  @Override
  public boolean higherIsBetter() {
    return !distance;
  }

  @Override
  public double highest() {
    return distance ? Double.POSITIVE_INFINITY : 1;
  }

  /** A tenth of a millimetre or pixel for a distance. */
  @Override
  public double negligible() {
    return distance ? 0.1 : 0.01;
  }

  /** Its value on one class of one case; NaN if undefined. */
  public double of(MaskPair masks) {
    return value.applyAsDouble(masks);
  }
}
