package io.ridgeline.regularize.augment;

import io.ridgeline.data.Shape;

/**
 * Affine maps from output to input coordinates, row by row.
 *
 * <p>Every axis runs from −1 to 1, from one outer edge of the image to the other: an image that is
 * not as high as wide has another unit along each axis, and a circle must stay one.
 */
final class AffineMaps {
  private AffineMaps() {}

  /**
   * The 2×3 map R(angle)·zoom·H(slant)·q + (right, down) of (x, y).
   *
   * @param aspect height over width
   */
  static double[] of(
      double angle, double zoom, double slant, double right, double down, double aspect) {
    double cos = StrictMath.cos(angle) * zoom;
    double sin = StrictMath.sin(angle) * zoom;
    return new double[] {
      cos, (cos * slant - sin) * aspect, right, sin / aspect, sin * slant + cos, down
    };
  }

  /**
   * The 3×4 map R(angle)·zoom·H(slant)·q + shifts of (x, y, z).
   *
   * @param axis that stays where it is: 0 for x, 1 for y, 2 for z
   * @param slant by which x grows with y
   */
  static double[] ofVolume(
      int axis, double angle, double zoom, double slant, double[] shifts, Shape shape) {
    // the plane that turns: the other two, in the order x, y, z, x
    int p = (axis + 1) % 3;
    int q = (axis + 2) % 3;
    double[][] turn = {{zoom, 0, 0}, {0, zoom, 0}, {0, 0, zoom}};
    turn[p][p] = StrictMath.cos(angle) * zoom;
    turn[q][q] = turn[p][p];
    turn[p][q] = -StrictMath.sin(angle) * zoom;
    turn[q][p] = -turn[p][q];
    double[] size = {shape.width(), shape.height(), shape.depth()};
    double[] map = new double[12];
    for (int i = 0; i < 3; i++) {
      turn[i][1] += turn[i][0] * slant;
      for (int j = 0; j < 3; j++) {
        map[4 * i + j] = turn[i][j] * size[j] / size[i];
      }
      map[4 * i + 3] = shifts[i];
    }
    return map;
  }

  /** The motion by one map an image: 2×3, or 3×4 for volumes. */
  static Motion motion(double[][] maps, Shape shape) {
    return shape.dims() == 3
        ? GridMotion.affine(maps, shape)
        : new AffineMotion(maps, shape.height(), shape.width());
  }

  /** A 2×3 map in the plane of every slice, as a 3×4 one. */
  static double[] inSlices(double[] m) {
    return new double[] {m[0], m[1], 0, m[2], m[3], m[4], 0, m[5], 0, 0, 1, 0};
  }
}
