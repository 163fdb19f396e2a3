package io.ridgeline.report.svg;

import io.ridgeline.data.Box;
import io.ridgeline.report.html.Element;
import java.util.List;

/** Images with boxes drawn over them. */
public final class BoxFigure {
  /** Pixels of a panel's longer side. */
  private static final int SIDE = 480;

  /**
   * A box to be drawn.
   *
   * @param cssClass its colour and dash
   * @param box in pixels of the image
   * @param label beside it, or an empty string
   * @param below whether the label stands rather below the box than above it
   */
  public record Frame(String cssClass, Box box, String label, boolean below) {}

  private BoxFigure() {}

  /**
   * A panel.
   *
   * @param heading one line
   * @param words a second line
   * @param width of the image in the pixels that boxes are measured in
   * @param height likewise
   * @param picture the same image, which may have fewer pixels
   * @param frames the last one is drawn on top; labels stand over all of them
   */
  public static Panel of(
      String heading, String words, int width, int height, Picture picture, List<Frame> frames) {
    double scale = Picture.scale(width, height, SIDE);
    int shownWidth = (int) Math.ceil(width * scale);
    int shownHeight = (int) Math.ceil(height * scale);
    Element drawing =
        Element.of("svg", picture.image(shownWidth, shownHeight, SIDE))
            .set("viewBox", "0 0 " + shownWidth + " " + shownHeight);
    // dark below all colours, so that they are seen on bright images and over each other
    frames.forEach(frame -> drawing.add(box(frame.box(), scale, "casing")));
    frames.forEach(frame -> drawing.add(box(frame.box(), scale, frame.cssClass())));
    LabelPlaces places = new LabelPlaces(shownWidth, shownHeight);
    for (Frame frame : frames) {
      if (!frame.label().isEmpty()) {
        LabelPlaces.Place at =
            places.next(scaled(frame.box(), scale), frame.label().length(), frame.below());
        drawing.add(Plot.text(frame.label(), at.x(), at.y(), "box-label " + frame.cssClass()));
      }
    }
    return Picture.panel(heading, words, width, height, SIDE, drawing);
  }

  private static Element box(Box box, double scale, String cssClass) {
    Box shown = scaled(box, scale);
    return Plot.box(shown.left(), shown.top(), shown.width(), shown.height(), "frame " + cssClass);
  }

  private static Box scaled(Box box, double scale) {
    return new Box(
        box.left() * scale, box.top() * scale, box.right() * scale, box.bottom() * scale);
  }
}
