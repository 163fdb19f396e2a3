package io.ridgeline.regularize.augment;

import io.ridgeline.engine.Images;
import io.ridgeline.engine.Tensor;
import org.jspecify.annotations.Nullable;

/** Every pixel of the result looks a little beside its own place: a smooth displacement. */
final class Displacement implements Motion {
  private static final int ITERATIONS = 50;

  private final Tensor field;
  private final int height;
  private final int width;
  private float @Nullable [] onHeap;

  /**
   * A displacement.
   *
   * @param field {@code [N, 2, H, W]}: at each pixel's centre how far right and how far down it
   *     looks, in pixels
   */
  Displacement(Tensor field) {
    this.field = field;
    this.height = (int) field.size(2);
    this.width = (int) field.size(3);
  }

  @Override
  public Tensor images(Tensor images) {
    return sample(images, Images.Sampling.BILINEAR);
  }

  @Override
  public Tensor masks(Tensor masks) {
    return sample(masks, Images.Sampling.NEAREST);
  }

  private Tensor sample(Tensor images, Images.Sampling sampling) {
    int n = (int) field.size(0);
    float[] identity = new float[6 * n];
    for (int i = 0; i < n; i++) {
      identity[6 * i] = 1;
      identity[6 * i + 4] = 1;
    }
    Tensor here = Images.grid(Tensor.of(identity, n, 2, 3), images.shape());
    // a pixel is 2/width of the way from edge to edge
    Tensor pixel = Tensor.of(new float[] {2f / width, 2f / height}, 1, 1, 1, 2);
    return Images.sample(images, here.plus(field.permuted(0, 2, 3, 1).times(pixel)), sampling);
  }

  @Override
  public double[] origin(int image, double x, double y) {
    return new double[] {x + at(image, 0, x, y), y + at(image, 1, x, y)};
  }

  /** By fixed-point iteration, which converges where the displacement does not fold the image. */
  @Override
  public double[] point(int image, double x, double y) {
    double[] now = {x, y};
    for (int k = 0; k < ITERATIONS; k++) {
      now = new double[] {x - at(image, 0, now[0], now[1]), y - at(image, 1, now[0], now[1])};
    }
    return now;
  }

  /** The displacement along an axis at a point: bilinear between the pixels' centres. */
  private double at(int image, int axis, double x, double y) {
    if (onHeap == null) {
      onHeap = field.toArray();
    }
    double right = Math.max(0, Math.min(width - 1, x - 0.5));
    double down = Math.max(0, Math.min(height - 1, y - 0.5));
    int column = Math.min(width - 1, (int) right);
    int row = Math.min(height - 1, (int) down);
    int nextColumn = Math.min(width - 1, column + 1);
    int nextRow = Math.min(height - 1, row + 1);
    double s = right - column;
    double t = down - row;
    int plane = (2 * image + axis) * height * width;
    float[] values = onHeap;
    double upper =
        (1 - s) * values[plane + row * width + column]
            + s * values[plane + row * width + nextColumn];
    double lower =
        (1 - s) * values[plane + nextRow * width + column]
            + s * values[plane + nextRow * width + nextColumn];
    return (1 - t) * upper + t * lower;
  }
}
