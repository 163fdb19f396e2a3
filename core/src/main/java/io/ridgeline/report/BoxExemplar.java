package io.ridgeline.report;

import io.ridgeline.metric.DetectionCase;
import io.ridgeline.metric.MatchedImage;
import io.ridgeline.study.StudyResults;
import io.ridgeline.trial.Detections;
import io.ridgeline.trial.Part;
import io.ridgeline.trial.TrialRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A test image that is worth a look: one of the best, the median or the worst of the chosen arm.
 *
 * @param what which of the three
 * @param example index into the cohort
 * @param boxes what the first of the arm's trials that tested it found there
 */
public record BoxExemplar(String what, int example, MatchedImage boxes) {
  /** The score from which a detection counts; what a model is less sure of would hide the rest. */
  private static final double LEAST = 0.5;

  private static final int MOST = 6;
  private static final int KINDS = 3;

  /**
   * At most two of each kind, by the image's own F1; of equal ones the first in the cohort is the
   * better. An image without objects in which nothing was found has no F1 and is left out. None if
   * no arm was chosen.
   */
  public static List<BoxExemplar> of(StudyResults results, List<TrialRecord> trials) {
    StudyResults.Best best = results.best();
    if (best == null) {
      return List.of();
    }
    Map<Integer, MatchedImage> images = new TreeMap<>();
    for (TrialRecord trial : trials) {
      if (trial.spec().arm().name().equals(best.arm())
          && trial.predictions().get(Part.TEST) instanceof Detections detections) {
        List<DetectionCase> cases = detections.cases();
        for (int i = 0; i < cases.size(); i++) {
          images.putIfAbsent(detections.examples()[i], MatchedImage.of(cases.get(i), LEAST));
        }
      }
    }
    images.values().removeIf(image -> Double.isNaN(image.f1()));
    List<Map.Entry<Integer, MatchedImage>> ranked =
        images.entrySet().stream()
            .sorted(
                Comparator.comparingDouble(
                        (Map.Entry<Integer, MatchedImage> e) -> -e.getValue().f1())
                    .thenComparing(Map.Entry::getKey))
            .toList();
    // the best comes first, then the worst, where there are not enough for all
    int n = ranked.size();
    int shown = Math.min(MOST, n);
    int median = shown / KINDS;
    int middle = (n - median + 1) / 2;
    int worst = (shown + 1) / KINDS;
    List<BoxExemplar> exemplars = new ArrayList<>();
    add(exemplars, "Best", ranked.subList(0, (shown + 2) / KINDS));
    add(exemplars, "Median", ranked.subList(middle, middle + median));
    add(exemplars, "Worst", ranked.subList(n - worst, n));
    return exemplars;
  }

  private static void add(
      List<BoxExemplar> exemplars, String what, List<Map.Entry<Integer, MatchedImage>> images) {
    images.forEach(e -> exemplars.add(new BoxExemplar(what, e.getKey(), e.getValue())));
  }
}
