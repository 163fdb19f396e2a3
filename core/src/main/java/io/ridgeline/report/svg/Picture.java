package io.ridgeline.report.svg;

import io.ridgeline.report.html.Element;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/**
 * The pixels of an image as a page shows them.
 *
 * @param channels 1 for grey, 3 for red-green-blue
 * @param width in pixels
 * @param values H·W·channels brightnesses, the channels of a pixel side by side, 0 to 255 without
 *     sign
 */
public record Picture(int channels, int width, byte[] values) {
  private static final int HEADING = 40;

  /** Room for two lines of words. */
  private static final int NARROWEST = 264;

  /** A grey one. */
  public static Picture grey(int width, byte[] values) {
    return new Picture(1, width, values);
  }

  /** In pixels. */
  public int height() {
    return values.length / (channels * width);
  }

  /**
   * The picture as an element of that size; its pixels are to be seen where they are enlarged.
   *
   * @param side pixels of the panel's longer side
   */
  Element image(int shownWidth, int shownHeight, int side) {
    Element image =
        Element.of("image").png(png()).set("width", shownWidth).set("height", shownHeight);
    return scale(width, height(), side) > 1 ? image.set("class", "pixels") : image;
  }

  private byte[] png() {
    int type = channels == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB;
    BufferedImage image = new BufferedImage(width, height(), type);
    if (channels == 1) {
      image.getRaster().setDataElements(0, 0, width, height(), values);
    } else {
      for (int i = 0; i < values.length; i += channels) {
        int rgb = ((values[i] & 255) << 16) | ((values[i + 1] & 255) << 8) | (values[i + 2] & 255);
        image.setRGB(i / channels % width, i / channels / width, rgb);
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /**
   * A panel: two lines of words, and below them a drawing in proportion.
   *
   * @param side pixels of the drawing's longer side in the panel
   * @param drawing of {@code drawnWidth} by {@code drawnHeight}, in whatever unit
   */
  static Panel panel(
      String heading, String words, int drawnWidth, int drawnHeight, int side, Element drawing) {
    double scale = scale(drawnWidth, drawnHeight, side);
    int width = (int) Math.ceil(drawnWidth * scale);
    int height = (int) Math.ceil(drawnHeight * scale);
    int shownWidth = Math.max(NARROWEST, width);
    int shownHeight = height + HEADING;
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
                drawing.set("x", 0).set("y", HEADING).set("width", width).set("height", height));
    return new Panel(shownWidth, shownHeight, root);
  }

  /** Pixels of a panel for one of a drawing of that size. */
  static double scale(int width, int height, int side) {
    return (double) side / Math.max(width, height);
  }
}
