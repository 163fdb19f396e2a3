package io.ridgeline.regularize.augment;

import io.ridgeline.engine.Images;
import io.ridgeline.engine.Tensor;

/**
 * Each flat image pulled through an affine map of its own.
 *
 * @param maps 2×3, row by row, one an image: output to input coordinates, both in [−1, 1] from one
 *     outer edge of the image to the other
 * @param height in pixels
 * @param width in pixels
 */
record AffineMotion(double[][] maps, int height, int width) implements Motion {
  @Override
  public Tensor images(Tensor images) {
    return sample(images, Images.Sampling.BILINEAR);
  }

  @Override
  public Tensor masks(Tensor masks) {
    return sample(masks, Images.Sampling.NEAREST);
  }

  private Tensor sample(Tensor images, Images.Sampling sampling) {
    return Images.sample(
        images, Images.grid(GridMotion.rows(maps, 2, 3), images.shape()), sampling);
  }

  @Override
  public double[] point(int image, double x, double y) {
    double[] m = maps[image];
    double u = 2 * x / width - 1 - m[2];
    double v = 2 * y / height - 1 - m[5];
    double determinant = m[0] * m[4] - m[1] * m[3];
    return pixels((m[4] * u - m[1] * v) / determinant, (m[0] * v - m[3] * u) / determinant);
  }

  @Override
  public double[] origin(int image, double x, double y) {
    double[] m = maps[image];
    double u = 2 * x / width - 1;
    double v = 2 * y / height - 1;
    return pixels(m[0] * u + m[1] * v + m[2], m[3] * u + m[4] * v + m[5]);
  }

  private double[] pixels(double u, double v) {
    return new double[] {(u + 1) * width / 2, (v + 1) * height / 2};
  }
}
