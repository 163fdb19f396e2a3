package io.ridgeline.report.svg;

import io.ridgeline.report.html.Element;
import java.util.Locale;

/** The shape of a point; shapes tell verdicts apart where colours cannot. */
public enum Marker {
  /** A triangle that points up. */
  UP("M0 -6.5L6 4.5L-6 4.5Z"),
  /** A triangle that points down. */
  DOWN("M0 6.5L6 -4.5L-6 -4.5Z"),
  /** A square. */
  SQUARE("M-4.5 -4.5L4.5 -4.5L4.5 4.5L-4.5 4.5Z"),
  /** A disc. */
  DISC("M-5 0A5 5 0 1 1 5 0A5 5 0 1 1 -5 0Z"),
  /** A small disc, for one trial. */
  DOT("M-2.5 0A2.5 2.5 0 1 1 2.5 0A2.5 2.5 0 1 1 -2.5 0Z");

  private final String path;

  Marker(String path) {
    this.path = path;
  }

  Element at(double x, double y) {
    return Element.of("path")
        .set("d", path)
        .set("transform", String.format(Locale.ROOT, "translate(%.1f,%.1f)", x, y));
  }
}
