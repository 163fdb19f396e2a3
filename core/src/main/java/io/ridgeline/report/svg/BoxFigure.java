package io.ridgeline.report.svg;

import io.ridgeline.data.Box;
import io.ridgeline.report.html.Element;
import java.util.List;

/** Images with boxes drawn over them. */
public final class BoxFigure {
  /** Pixels from a box to the foot of the words above it, and to the words' top below it. */
  private static final int GAP = 3;

  private static final int LETTERS_HIGH = 9;
  private static final int LETTER_WIDE = 7;

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
    double scale = Picture.scale(width, height);
    int shownWidth = (int) Math.ceil(width * scale);
    int shownHeight = (int) Math.ceil(height * scale);
    Element drawing =
        Element.of("svg", picture.image(shownWidth, shownHeight))
            .set("viewBox", "0 0 " + shownWidth + " " + shownHeight);
    // dark below all colours, so that they are seen on bright images and over each other
    frames.forEach(frame -> drawing.add(box(frame.box(), scale, "casing")));
    frames.forEach(frame -> drawing.add(box(frame.box(), scale, frame.cssClass())));
    for (Frame frame : frames) {
      if (!frame.label().isEmpty()) {
        drawing.add(label(frame, scale, shownWidth, shownHeight));
      }
    }
    return Picture.panel(heading, words, width, height, drawing);
  }

  private static Element box(Box box, double scale, String cssClass) {
    return Plot.box(
        box.left() * scale,
        box.top() * scale,
        box.width() * scale,
        box.height() * scale,
        "frame " + cssClass);
  }

  /** Beside the box on the side asked for, else on the other, else within it. */
  private static Element label(Frame frame, double scale, int width, int height) {
    double above = frame.box().top() * scale - GAP;
    double under = frame.box().bottom() * scale + GAP + LETTERS_HIGH;
    boolean roomAbove = above >= LETTERS_HIGH + 1;
    boolean roomBelow = under <= height - 2;
    double y;
    if (frame.below() ? roomBelow : !roomAbove && roomBelow) {
      y = under;
    } else {
      y = roomAbove ? above : Math.max(0, frame.box().top() * scale) + GAP + LETTERS_HIGH;
    }
    double wide = (double) LETTER_WIDE * frame.label().length();
    double x = Math.max(1, Math.min(frame.box().left() * scale, width - wide));
    return Plot.text(frame.label(), x, y, "box-label " + frame.cssClass());
  }
}
