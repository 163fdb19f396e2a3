package io.ridgeline.metric;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** The metrics of segmentation that Ridgeline reports. */
public final class SegmentationMetrics {
  /** The tolerance of the normalized surface Dice: 1 mm, or 1 pixel where no spacing is known. */
  public static final double TOLERANCE = 1;

  /** The overlap that decides unless a study says otherwise. */
  public static final SegmentationMetric DICE =
      share("dice", "Dice", masks -> masks.overlap().dice());

  /** Every metric, in the order of reports. */
  public static final List<SegmentationMetric> ALL =
      List.of(
          DICE,
          share("iou", "Intersection over union", m -> m.overlap().intersectionOverUnion()),
          distance("hd95", "95 % Hausdorff distance", m -> m.surfaces().hausdorff(95)),
          distance("assd", "Average symmetric surface distance", m -> m.surfaces().average()),
          share("nsd", "Normalized surface Dice", m -> m.surfaces().within(TOLERANCE)),
          share("sensitivity", "Sensitivity", m -> m.overlap().sensitivity()),
          share("precision", "Precision", m -> m.overlap().precision()),
          share("lesion-sensitivity", "Lesion sensitivity", m -> m.lesions().sensitivity()),
          share("lesion-precision", "Lesion precision", m -> m.lesions().precision()),
          share("lesion-f1", "Lesion F1", m -> m.lesions().f1()));

  /** Their names, in the same order. */
  public static final List<String> NAMES = ALL.stream().map(SegmentationMetric::name).toList();

  private SegmentationMetrics() {}

  private static SegmentationMetric share(
      String name, String label, ToDoubleFunction<MaskPair> value) {
    return new SegmentationMetric(name, label, false, value);
  }

  private static SegmentationMetric distance(
      String name, String label, ToDoubleFunction<MaskPair> value) {
    return new SegmentationMetric(name, label, true, value);
  }
}
