package io.ridgeline.regularize.augment;

import io.ridgeline.data.Shape;
import io.ridgeline.engine.Images;
import io.ridgeline.engine.Tensor;
import java.util.Arrays;

/**
 * Volumes pulled through a grid that says for every voxel where it looks.
 *
 * @param grid {@code [N, D, H, W, 3]}: x, y and z in [−1, 1] from one outer face of the volume to
 *     the other
 */
record GridMotion(Tensor grid) implements Motion {
  /**
   * Each volume pulled through an affine map of its own.
   *
   * @param maps 3×4, row by row, one a volume: output to input coordinates (x, y, z)
   */
  static GridMotion affine(double[][] maps, Shape shape) {
    return new GridMotion(grid(maps, shape));
  }

  /**
   * Every voxel looks a little beside its own place.
   *
   * @param field {@code [N, 3, D, H, W]}: how far right, down and on to later slices each voxel
   *     looks, in voxels
   */
  static GridMotion displaced(Tensor field, Shape shape) {
    double[][] identity = new double[(int) field.size(0)][];
    Arrays.fill(identity, new double[] {1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0});
    // a voxel is 2/width of the way from face to face
    Tensor voxel =
        Tensor.of(
            new float[] {2f / shape.width(), 2f / shape.height(), 2f / shape.depth()},
            1,
            1,
            1,
            1,
            3);
    return new GridMotion(grid(identity, shape).plus(field.permuted(0, 2, 3, 4, 1).times(voxel)));
  }

  private static Tensor grid(double[][] maps, Shape shape) {
    return Images.grid(rows(maps, 3, 4), shape.tensor(maps.length));
  }

  /** Maps as a tensor {@code [N, rows, columns]}. */
  static Tensor rows(double[][] maps, int rows, int columns) {
    double[] all = Arrays.stream(maps).flatMapToDouble(Arrays::stream).toArray();
    float[] values = new float[all.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) all[i];
    }
    return Tensor.of(values, maps.length, rows, columns);
  }

  @Override
  public Tensor images(Tensor images) {
    return Images.sample(images, grid, Images.Sampling.BILINEAR);
  }

  @Override
  public Tensor masks(Tensor masks) {
    return Images.sample(masks, grid, Images.Sampling.NEAREST);
  }
}
