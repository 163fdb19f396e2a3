package io.ridgeline.data;

import io.ridgeline.data.DataSpec.Preparation.Resize;
import io.ridgeline.image.Bilinear;
import io.ridgeline.image.Image;
import java.util.Arrays;

/** One image in the form a model sees; the same code at training time and at prediction time. */
public final class Fit {
  private Fit() {}

  /**
   * The image at the given shape, scaled to 0..1 by its white.
   *
   * <p>Colour becomes grey by Rec. 601 luma (0.299 R + 0.587 G + 0.114 B), grey becomes colour by
   * copying. Sizes change by {@link Bilinear}. With {@link Resize#LETTERBOX} the image keeps its
   * proportions, stands in the middle, and the rest is filled, channel by channel, with the mean of
   * the image's outermost ring of pixels.
   *
   * @return C·H·W values in 0..1
   */
  public static float[] of(Image image, Prepared.Shape shape, Resize resize) {
    float[][] planes = image.channels() == 3 && shape.channels() == 1 ? luma(image) : planes(image);
    int size = shape.height() * shape.width();
    float[] pixels = new float[shape.size()];
    for (int c = 0; c < shape.channels(); c++) {
      if (c < planes.length) {
        float[] fitted =
            resize == Resize.STRETCH
                ? sized(planes[c], image, shape.height(), shape.width())
                : letterbox(planes[c], image, shape);
        System.arraycopy(fitted, 0, pixels, c * size, size);
      } else {
        System.arraycopy(pixels, 0, pixels, c * size, size);
      }
    }
    return pixels;
  }

  private static float[][] planes(Image image) {
    int size = image.height() * image.width();
    float[][] planes = new float[image.channels()][size];
    for (int c = 0; c < planes.length; c++) {
      for (int i = 0; i < size; i++) {
        planes[c][i] = image.values()[c * size + i] / image.white();
      }
    }
    return planes;
  }

  private static float[][] luma(Image image) {
    int size = image.height() * image.width();
    float[] v = image.values();
    float[] grey = new float[size];
    for (int i = 0; i < size; i++) {
      double luma = 0.299 * v[i] + 0.587 * v[size + i] + 0.114 * v[2 * size + i];
      grey[i] = (float) (luma / image.white());
    }
    return new float[][] {grey};
  }

  private static float[] sized(float[] plane, Image image, int height, int width) {
    return image.height() == height && image.width() == width
        ? plane
        : Bilinear.resize(plane, image.height(), image.width(), height, width);
  }

  private static float[] letterbox(float[] plane, Image image, Prepared.Shape shape) {
    double factor =
        Math.min((double) shape.height() / image.height(), (double) shape.width() / image.width());
    int height = Math.max(1, (int) Math.round(image.height() * factor));
    int width = Math.max(1, (int) Math.round(image.width() * factor));
    float[] inner = sized(plane, image, height, width);
    float[] pixels = new float[shape.height() * shape.width()];
    Arrays.fill(pixels, border(plane, image.height(), image.width()));
    int top = (shape.height() - height) / 2;
    int left = (shape.width() - width) / 2;
    for (int y = 0; y < height; y++) {
      System.arraycopy(inner, y * width, pixels, (top + y) * shape.width() + left, width);
    }
    return pixels;
  }

  private static float border(float[] plane, int height, int width) {
    double sum = 0;
    int count = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        if (y == 0 || y == height - 1 || x == 0 || x == width - 1) {
          sum += plane[y * width + x];
          count++;
        }
      }
    }
    return (float) (sum / count);
  }
}
