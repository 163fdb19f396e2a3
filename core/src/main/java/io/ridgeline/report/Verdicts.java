package io.ridgeline.report;

import io.ridgeline.report.html.Element;
import io.ridgeline.report.svg.Marker;
import io.ridgeline.statistics.Verdict;

/** How a verdict looks: a word, a shape and a colour, so that none of them is needed alone. */
final class Verdicts {
  private Verdicts() {}

  static Element element(Verdict verdict) {
    return Element.of("span", sign(verdict) + " " + verdict.words())
        .set("class", "verdict " + cssClass(verdict));
  }

  static Marker marker(Verdict verdict) {
    return switch (verdict) {
      case HELPS -> Marker.UP;
      case HARMS -> Marker.DOWN;
      case PRACTICALLY_EQUAL -> Marker.SQUARE;
      case NO_EVIDENCE -> Marker.DISC;
    };
  }

  static String cssClass(Verdict verdict) {
    return switch (verdict) {
      case HELPS -> "helps";
      case HARMS -> "harms";
      case PRACTICALLY_EQUAL -> "equal";
      case NO_EVIDENCE -> "open";
    };
  }

  private static String sign(Verdict verdict) {
    return switch (verdict) {
      case HELPS -> "▲";
      case HARMS -> "▼";
      case PRACTICALLY_EQUAL -> "■";
      case NO_EVIDENCE -> "○";
    };
  }
}
