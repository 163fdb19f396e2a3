package io.ridgeline.metric;

import io.ridgeline.data.LabelledBox;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What one model found in a set of images, matched with what is there and sorted once, so that
 * every metric, on these images or on any resample of them, takes a single pass.
 *
 * <p>Detections come by falling score; equal scores by example, then by rank in the example. On a
 * resample an example that is drawn twice counts twice: its objects, its detections, and itself
 * among the images that FROC divides by. A metric is the mean over the classes for which it is
 * defined, NaN if it is for none, or if a score is not finite.
 */
public final class MatchedDetections implements Resampled {
  private final int size;
  private final boolean finite;
  private final List<MatchedClass> classes;

  /**
   * Matches and sorts.
   *
   * @param classes the number of classes
   * @throws IllegalArgumentException if a label is not a class
   */
  public MatchedDetections(List<DetectionCase> cases, int classes) {
    check(cases, classes);
    size = cases.size();
    finite =
        cases.stream().flatMap(c -> c.found().stream()).allMatch(b -> Double.isFinite(b.score()));
    this.classes = IntStream.range(0, classes).mapToObj(k -> new MatchedClass(cases, k)).toList();
  }

  private static void check(List<DetectionCase> cases, int classes) {
    for (int i = 0; i < cases.size(); i++) {
      DetectionCase one = cases.get(i);
      int[] labels =
          IntStream.concat(
                  one.truth().stream().mapToInt(LabelledBox::label),
                  one.found().stream().mapToInt(ScoredBox::label))
              .toArray();
      for (int label : labels) {
        if (label < 0 || label >= classes) {
          throw new IllegalArgumentException(
              "label " + label + " in example " + i + " is not one of " + classes + " classes");
        }
      }
    }
  }

  /** The number of examples. */
  public int size() {
    return size;
  }

  /** Every metric of {@link DetectionMetrics#ALL} by name, in that order. */
  public Map<String, Double> all() {
    List<ClassHits> hits = hits(once());
    Map<String, Double> values = new LinkedHashMap<>();
    DetectionMetrics.ALL.forEach(m -> values.put(m.name(), mean(m, hits)));
    return values;
  }

  /** One metric. */
  public double of(DetectionMetric metric) {
    return mean(metric, hits(once()));
  }

  /** One metric on each class; NaN where undefined. */
  public double[] byClass(DetectionMetric metric) {
    return hits(once()).stream().mapToDouble(h -> finite ? metric.of(h) : Double.NaN).toArray();
  }

  @Override
  public double[][] on(int[][] resamples) {
    double[][] values = new double[DetectionMetrics.ALL.size()][resamples.length];
    for (int b = 0; b < resamples.length; b++) {
      if (resamples[b].length != size) {
        throw new IllegalArgumentException(
            "a resample of " + resamples[b].length + " examples; there are " + size);
      }
      List<ClassHits> hits = hits(resamples[b]);
      for (int m = 0; m < values.length; m++) {
        values[m][b] = mean(DetectionMetrics.ALL.get(m), hits);
      }
    }
    return values;
  }

  private int[] once() {
    int[] counts = new int[size];
    Arrays.fill(counts, 1);
    return counts;
  }

  private List<ClassHits> hits(int[] counts) {
    return classes.stream().map(matched -> new ClassHits(matched, counts)).toList();
  }

  private double mean(DetectionMetric metric, List<ClassHits> classes) {
    double sum = 0;
    int defined = 0;
    for (ClassHits hits : classes) {
      double value = metric.of(hits);
      if (!Double.isNaN(value)) {
        sum += value;
        defined++;
      }
    }
    return finite ? sum / defined : Double.NaN;
  }

  /** The curve of class k. */
  public PrecisionRecallCurve precisionRecall(int k) {
    List<Detection> sorted = detections(k).toList();
    long truths = truths(k);
    double[] recall = new double[sorted.size()];
    double[] precision = new double[recall.length];
    int found = 0;
    for (int i = 0; i < recall.length; i++) {
      found += sorted.get(i).hit ? 1 : 0;
      recall[i] = (double) found / truths;
      precision[i] = (double) found / (i + 1);
    }
    return new PrecisionRecallCurve(recall, precision, scores(sorted));
  }

  /** The curve of class k. */
  public FrocCurve froc(int k) {
    return froc(detections(k).toList(), truths(k));
  }

  /** The curve of all classes together: one threshold for the detections of every class. */
  public FrocCurve froc() {
    List<Detection> sorted = new ArrayList<>();
    long truths = 0;
    for (int k = 0; k < classes.size(); k++) {
      detections(k).forEach(sorted::add);
      truths += truths(k);
    }
    sorted.sort(
        Comparator.comparingDouble(Detection::score)
            .reversed()
            .thenComparingInt(Detection::example)
            .thenComparingInt(Detection::rank));
    return froc(sorted, truths);
  }

  private FrocCurve froc(List<Detection> sorted, long truths) {
    double[] falsePositives = new double[sorted.size()];
    double[] sensitivity = new double[falsePositives.length];
    int found = 0;
    for (int i = 0; i < falsePositives.length; i++) {
      found += sorted.get(i).hit ? 1 : 0;
      falsePositives[i] = (double) (i + 1 - found) / size;
      sensitivity[i] = (double) found / truths;
    }
    return new FrocCurve(falsePositives, sensitivity, scores(sorted));
  }

  private long truths(int k) {
    return Arrays.stream(classes.get(k).voc().truths()).asLongStream().sum();
  }

  private Stream<Detection> detections(int k) {
    MatchedClass matched = classes.get(k);
    boolean[] hit = new boolean[matched.scores().length];
    for (int at : matched.voc().matches()[0].at()) {
      hit[at] = true;
    }
    return IntStream.range(0, hit.length)
        .mapToObj(
            i ->
                new Detection(
                    matched.scores()[i], matched.examples()[i], matched.ranks()[i], hit[i]));
  }

  private static double[] scores(List<Detection> sorted) {
    return sorted.stream().mapToDouble(Detection::score).toArray();
  }

  /** One detection and whether it found an object. */
  private record Detection(double score, int example, int rank, boolean hit) {}
}
