package io.ridgeline.report.svg;

import io.ridgeline.report.html.Element;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/** Images with the outlines of masks drawn over them. */
public final class OverlayFigure {
  /** Pixels of a panel's longer side. */
  private static final int SIDE = 320;

  private static final int HEADING = 40;

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
    double scale = (double) SIDE / Math.max(width, height);
    int shownWidth = Math.max(200, (int) Math.ceil(width * scale));
    int shownHeight = (int) Math.ceil(height * scale) + HEADING;
    Element picture =
        Element.of("svg")
            .set("x", 0)
            .set("y", HEADING)
            .set("width", (int) Math.ceil(width * scale))
            .set("height", (int) Math.ceil(height * scale))
            .set("viewBox", "0 0 " + width + " " + height)
            .add(
                Element.of("image")
                    .png(png(grey, width, height))
                    .set("width", width)
                    .set("height", height)
                    .set("class", "pixels"));
    for (Outline outline : outlines) {
      picture.add(
          Element.of("path")
              .set("class", "outline " + outline.cssClass())
              .set("vector-effect", "non-scaling-stroke")
              .set("d", path(outline.labels(), width, height)));
    }
    Element root =
        Element.of("svg")
            .set("class", "plot")
            .set("viewBox", "0 0 " + shownWidth + " " + shownHeight)
            .set("role", "img")
            .set("aria-label", heading + ". " + words)
            .add(
                Element.of("title", heading),
                Element.of("desc", words),
                Plot.text(Plot.cut(heading, 40), 0, 14, "heading"),
                Plot.text(Plot.cut(words, 48), 0, 32, "tick"),
                picture);
    return new Panel(shownWidth, shownHeight, root);
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

  private static byte[] png(byte[] grey, int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setDataElements(0, 0, width, height, grey);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
