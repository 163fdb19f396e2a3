package io.ridgeline.report.svg;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A word at the end of a curve. */
record EndLabel(String text, double y, String cssClass) {
  private static final int DISTANCE = 14;

  /** Where labels stand, in pixels: at their curves' ends, moved apart where they would touch. */
  static Map<EndLabel, Double> places(List<EndLabel> labels, Scale scale) {
    List<EndLabel> sorted =
        labels.stream()
            .filter(l -> Double.isFinite(l.y()))
            .sorted(Comparator.comparingDouble(EndLabel::y).reversed())
            .toList();
    double[] at =
        sorted.stream()
            .mapToDouble(l -> Math.max(0, Math.min(scale.start(), scale.at(l.y()))))
            .toArray();
    for (int i = 1; i < at.length; i++) {
      double overlap = DISTANCE - (at[i] - at[i - 1]);
      if (overlap > 0) {
        at[i] += overlap / 2;
        at[i - 1] -= overlap / 2;
      }
    }
    Map<EndLabel, Double> places = new LinkedHashMap<>();
    for (int i = 0; i < at.length; i++) {
      places.put(sorted.get(i), at[i]);
    }
    return places;
  }
}
