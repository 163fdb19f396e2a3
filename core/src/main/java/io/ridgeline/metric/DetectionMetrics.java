package io.ridgeline.metric;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The metrics of detection that Ridgeline reports.
 *
 * <p>Average precision at an overlap of one half, and FROC, follow Pascal VOC; the others are those
 * of COCO as pycocotools computes them, with at most 100 detections of a class in an image.
 */
public final class DetectionMetrics {
  /** The false positives an image at which FROC reads the sensitivity. */
  public static final List<Double> RATES = List.of(0.125, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0);

  /** The average precision that decides unless a study says otherwise. */
  public static final DetectionMetric AP50 =
      new DetectionMetric("ap50", "AP50", hits -> hits.voc().area());

  /** Every metric, in the order of reports. */
  public static final List<DetectionMetric> ALL =
      List.of(
          AP50,
          new DetectionMetric("ap", "AP50:95", averagePrecision(ObjectSize.ALL)),
          // 0.75 is the sixth of the thresholds.
          new DetectionMetric("ap75", "AP75", c -> c.coco(ObjectSize.ALL, 5).atRecalls()),
          new DetectionMetric("ap-small", "AP50:95 small", averagePrecision(ObjectSize.SMALL)),
          new DetectionMetric("ap-medium", "AP50:95 medium", averagePrecision(ObjectSize.MEDIUM)),
          new DetectionMetric("ap-large", "AP50:95 large", averagePrecision(ObjectSize.LARGE)),
          new DetectionMetric("ar100", "AR100", c -> c.mean(ObjectSize.ALL, Hits::recall)),
          new DetectionMetric("froc", "FROC sensitivity", DetectionMetrics::froc));

  /** Their names, in the same order. */
  public static final List<String> NAMES = ALL.stream().map(DetectionMetric::name).toList();

  private DetectionMetrics() {}

  /**
   * The metric of that name.
   *
   * @throws IllegalArgumentException if there is none, listing those there are
   */
  public static DetectionMetric metric(String name) {
    return ALL.stream()
        .filter(m -> m.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no metric is called \"" + name + "\"; there are " + String.join(", ", NAMES)));
  }

  private static ToDoubleFunction<ClassHits> averagePrecision(ObjectSize size) {
    return hits -> hits.mean(size, Hits::atRecalls);
  }

  private static double froc(ClassHits c) {
    Hits hits = c.voc();
    double sum = 0;
    for (double rate : RATES) {
      sum += hits.sensitivity(rate * c.images());
    }
    return sum / RATES.size();
  }
}
