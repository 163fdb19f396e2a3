package io.ridgeline.regularize.augment;

import io.ridgeline.data.Shape;
import io.ridgeline.engine.Tensor;
import java.util.Arrays;
import java.util.stream.LongStream;

/** The axes of a batch of images {@code [N, C, H, W]} or of volumes {@code [N, C, D, H, W]}. */
final class Axes {
  private Axes() {}

  /** The form of one image of a batch. */
  static Shape shape(Tensor images) {
    long[] s = images.shape();
    return s.length == 5
        ? new Shape((int) s[1], (int) s[2], (int) s[3], (int) s[4])
        : new Shape((int) s[1], (int) s[2], (int) s[3]);
  }

  /** Those of places: height and width, or depth, height and width. */
  static long[] places(Tensor images) {
    return LongStream.range(2, images.shape().length).toArray();
  }

  /** All but the first: those of one image. */
  static long[] image(Tensor images) {
    return LongStream.range(1, images.shape().length).toArray();
  }

  /**
   * One value an image, to be combined with images: {@code [N, 1, 1, 1]}, or with one axis more.
   */
  static Tensor column(Tensor images, double... values) {
    float[] column = new float[values.length];
    for (int i = 0; i < column.length; i++) {
      column[i] = (float) values[i];
    }
    long[] shape = images.shape();
    shape[0] = values.length;
    Arrays.fill(shape, 1, shape.length, 1);
    return Tensor.of(column, shape);
  }

  /** One value a channel of each image: {@code [N, C, 1, 1]}, or with one axis more. */
  static Tensor channels(Tensor images, float... values) {
    return Tensor.of(values, channelShape(images));
  }

  /** The mean of each channel of each image: {@code [N, C, 1, 1]}, or with one axis more. */
  static Tensor mean(Tensor images) {
    return images.mean(places(images)).reshape(channelShape(images));
  }

  private static long[] channelShape(Tensor images) {
    long[] shape = images.shape();
    Arrays.fill(shape, 2, shape.length, 1);
    return shape;
  }
}
