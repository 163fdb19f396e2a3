package io.ridgeline.regularize.augment;

import io.ridgeline.engine.Tensor;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Each image, or each slice of a volume, laid onto itself by a symmetry of its own: no value is
 * changed.
 *
 * @param symmetries one an image; those that transpose want square images
 * @param height in pixels
 * @param width in pixels
 */
record Reflections(List<Symmetry> symmetries, int height, int width) implements Motion {
  @Override
  public Tensor images(Tensor images) {
    Tensor now = images;
    for (Symmetry symmetry : Symmetry.values()) {
      int[] those =
          IntStream.range(0, symmetries.size())
              .filter(i -> symmetries.get(i) == symmetry)
              .toArray();
      if (symmetry != Symmetry.IDENTITY && those.length > 0) {
        now = now.withRows(those, symmetry.of(images.rows(those)));
      }
    }
    return now;
  }

  @Override
  public Tensor masks(Tensor masks) {
    return images(masks);
  }

  @Override
  public double[] point(int image, double x, double y) {
    return symmetries.get(image).point(x, y, height, width);
  }

  @Override
  public double[] origin(int image, double x, double y) {
    return symmetries.get(image).inverse().point(x, y, height, width);
  }
}
