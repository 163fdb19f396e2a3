package io.ridgeline.task;

import io.ridgeline.data.Box;
import io.ridgeline.data.LabelledBox;
import io.ridgeline.data.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A box within an image that a model is given at once. It may reach over the image's edges, where
 * it holds nothing.
 *
 * @param slice of its first corner
 * @param row of its first corner
 * @param column of its first corner
 * @param shape of the patch
 */
public record Patch(int slice, int row, int column, Shape shape) {
  /** Takes runs of values from an image to a patch, or back. */
  private interface Run {
    void copy(int inImage, int inPatch, int length);
  }

  /** The part of the patch that lies within an image. */
  public Patch within(Shape image) {
    int z = Math.max(0, slice);
    int y = Math.max(0, row);
    int x = Math.max(0, column);
    return new Patch(
        z,
        y,
        x,
        new Shape(
            shape.channels(),
            Math.min(slice + shape.depth(), image.depth()) - z,
            Math.min(row + shape.height(), image.height()) - y,
            Math.min(column + shape.width(), image.width()) - x));
  }

  private void runs(Shape image, Run run) {
    int from = Math.max(0, -column);
    int to = Math.min(shape.width(), image.width() - column);
    if (from >= to) {
      return;
    }
    for (int z = Math.max(0, -slice); z < Math.min(shape.depth(), image.depth() - slice); z++) {
      for (int y = Math.max(0, -row); y < Math.min(shape.height(), image.height() - row); y++) {
        run.copy(
            ((slice + z) * image.height() + row + y) * image.width() + column + from,
            (z * shape.height() + y) * shape.width() + from,
            to - from);
      }
    }
  }

  /**
   * The values of the patch, channel by channel; 0 outside the image.
   *
   * @param values of the image, channel by channel
   * @param image its shape
   */
  public float[] cut(float[] values, Shape image) {
    return cut(values, image, new float[values.length / image.plane()]);
  }

  /**
   * The values of the patch, channel by channel.
   *
   * @param values of the image, channel by channel
   * @param image its shape
   * @param outside the value of each channel outside the image
   */
  public float[] cut(float[] values, Shape image, float[] outside) {
    int plane = shape.plane();
    float[] cut = new float[outside.length * plane];
    for (int c = 0; c < outside.length; c++) {
      int inImage = c * image.plane();
      int inPatch = c * plane;
      if (outside[c] != 0) {
        Arrays.fill(cut, inPatch, inPatch + plane, outside[c]);
      }
      runs(image, (i, p, n) -> System.arraycopy(values, inImage + i, cut, inPatch + p, n));
    }
    return cut;
  }

  /** The labels of the patch; 0, the background, outside the image. */
  public byte[] cut(byte[] labels, Shape image) {
    byte[] cut = new byte[shape.plane()];
    runs(image, (i, p, n) -> System.arraycopy(labels, i, cut, p, n));
    return cut;
  }

  /**
   * The boxes of the patch, in its own pixels and cut to it.
   *
   * @param objects of the image, which is flat
   * @param visible the share of its area that must lie in the patch for an object to count
   */
  public List<LabelledBox> cut(List<LabelledBox> objects, double visible) {
    List<LabelledBox> cut = new ArrayList<>();
    for (LabelledBox object : objects) {
      Box box = object.box();
      Box.within(
              box.left() - column,
              box.top() - row,
              box.right() - column,
              box.bottom() - row,
              shape.width(),
              shape.height())
          .filter(inside -> inside.area() >= visible * box.area())
          .ifPresent(inside -> cut.add(new LabelledBox(inside, object.label())));
    }
    return cut;
  }

  /**
   * Adds weighted values of the patch to those of an image.
   *
   * @param values of the patch, channel by channel
   * @param weights one a position of the patch
   * @param sums of the image, one plane a channel, which grow
   * @param image its shape
   */
  public void add(float[] values, float[] weights, float[][] sums, Shape image) {
    for (int c = 0; c < sums.length; c++) {
      float[] sum = sums[c];
      int inPatch = c * shape.plane();
      runs(
          image,
          (i, p, n) -> {
            for (int k = 0; k < n; k++) {
              sum[i + k] += weights[p + k] * values[inPatch + p + k];
            }
          });
    }
  }
}
