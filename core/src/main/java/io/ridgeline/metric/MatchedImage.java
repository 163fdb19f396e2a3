package io.ridgeline.metric;

import io.ridgeline.data.LabelledBox;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What was found in one image by the detections that are sure enough, at an overlap of one half by
 * the rule of Pascal VOC, class by class.
 *
 * @param found the objects that were found, by class and in their order
 * @param missed the objects that were not
 * @param hits the detections that found them, by class and falling score
 * @param falsePositives the detections that found nothing
 */
public record MatchedImage(
    List<LabelledBox> found,
    List<LabelledBox> missed,
    List<ScoredBox> hits,
    List<ScoredBox> falsePositives) {
  /** Copies the lists. */
  public MatchedImage {
    found = List.copyOf(found);
    missed = List.copyOf(missed);
    hits = List.copyOf(hits);
    falsePositives = List.copyOf(falsePositives);
  }

  /**
   * Matches one image.
   *
   * @param least the score from which a detection counts
   */
  public static MatchedImage of(DetectionCase one, double least) {
    List<ScoredBox> sure =
        one.found().stream()
            .filter(d -> d.score() >= least)
            .sorted(Comparator.comparingDouble(ScoredBox::score).reversed())
            .toList();
    List<LabelledBox> found = new ArrayList<>();
    List<LabelledBox> missed = new ArrayList<>();
    List<ScoredBox> hits = new ArrayList<>();
    List<ScoredBox> falsePositives = new ArrayList<>();
    int classes =
        1
            + IntStream.concat(
                    one.truth().stream().mapToInt(LabelledBox::label),
                    sure.stream().mapToInt(ScoredBox::label))
                .max()
                .orElse(-1);
    for (int k = 0; k < classes; k++) {
      int label = k;
      List<LabelledBox> objects = one.truth().stream().filter(t -> t.label() == label).toList();
      List<ScoredBox> detections = sure.stream().filter(d -> d.label() == label).toList();
      int[] object = BoxMatching.voc(overlaps(detections, objects), MatchedClass.HALF);
      boolean[] taken = new boolean[objects.size()];
      for (int d = 0; d < object.length; d++) {
        boolean hit = object[d] != BoxMatching.NONE;
        (hit ? hits : falsePositives).add(detections.get(d));
        if (hit) {
          taken[object[d]] = true;
        }
      }
      for (int t = 0; t < taken.length; t++) {
        (taken[t] ? found : missed).add(objects.get(t));
      }
    }
    return new MatchedImage(found, missed, hits, falsePositives);
  }

  private static double[][] overlaps(List<ScoredBox> detections, List<LabelledBox> objects) {
    double[][] overlaps = new double[detections.size()][objects.size()];
    for (int d = 0; d < overlaps.length; d++) {
      for (int t = 0; t < overlaps[d].length; t++) {
        overlaps[d][t] = detections.get(d).box().overlap(objects.get(t).box());
      }
    }
    return overlaps;
  }

  /** 2TP / (2TP + FP + FN) over all classes; NaN if there is no object and nothing was found. */
  public double f1() {
    int twice = found.size() + hits.size();
    return (double) twice / (twice + falsePositives.size() + missed.size());
  }
}
