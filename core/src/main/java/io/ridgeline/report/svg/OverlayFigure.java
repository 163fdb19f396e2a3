package io.ridgeline.report.svg;

import io.ridgeline.report.html.Element;
import java.util.ArrayList;
import java.util.List;

/** Images with the outlines of masks drawn over them. */
public final class OverlayFigure {
  /** Pixels of a panel's longer side. */
  private static final int SIDE = 320;

  /**
   * The outline of a mask: the edges between its pixels and the others.
   *
   * @param cssClass its colour and dash
   * @param labels H·W classes; each class but 0 is outlined
   */
  public record Outline(String cssClass, byte[] labels) {}

  private OverlayFigure() {}

  /**
   * A panel.
   *
   * @param heading one line
   * @param words a second line
   * @param width of the image, in pixels
   * @param grey H·W brightnesses, 0 to 255 without sign
   * @param outlines the last one is drawn on top
   */
  public static Panel of(
      String heading, String words, int width, byte[] grey, List<Outline> outlines) {
    int height = grey.length / width;
    Element drawing =
        Element.of("svg", Picture.grey(width, grey).image(width, height, SIDE))
            .set("viewBox", "0 0 " + width + " " + height);
    for (Outline outline : outlines) {
      drawing.add(
          Element.of("path")
              .set("class", "outline " + outline.cssClass())
              .set("vector-effect", "non-scaling-stroke")
              .set("d", path(outline.labels(), width, height)));
    }
    return Picture.panel(heading, words, width, height, SIDE, drawing);
  }

  /** Horizontal edges joined along rows, vertical ones along columns. */
  private static String path(byte[] labels, int width, int height) {
    List<String> lines = new ArrayList<>();
    for (int y = 0; y <= height; y++) {
      int from = -1;
      for (int x = 0; x <= width; x++) {
        boolean edge =
            x < width && at(labels, width, height, x, y - 1) != at(labels, width, height, x, y);
        if (edge && from < 0) {
          from = x;
        } else if (!edge && from >= 0) {
          lines.add("M" + from + " " + y + "H" + x);
          from = -1;
        }
      }
    }
    for (int x = 0; x <= width; x++) {
      int from = -1;
      for (int y = 0; y <= height; y++) {
        boolean edge =
            y < height && at(labels, width, height, x - 1, y) != at(labels, width, height, x, y);
        if (edge && from < 0) {
          from = y;
        } else if (!edge && from >= 0) {
          lines.add("M" + x + " " + from + "V" + y);
          from = -1;
        }
      }
    }
    return String.join("", lines);
  }

  private static int at(byte[] labels, int width, int height, int x, int y) {
    return x < 0 || y < 0 || x >= width || y >= height ? 0 : labels[y * width + x];
  }
}
