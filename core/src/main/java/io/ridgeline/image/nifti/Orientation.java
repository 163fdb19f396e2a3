package io.ridgeline.image.nifti;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which stored axis runs along each axis of the canonical frame, and which way.
 *
 * <p>The frame is that of nibabel's {@code as_closest_canonical}: x from left to right, y from
 * posterior to anterior, z from inferior to superior. Turning to it permutes and reverses axes; no
 * value is interpolated.
 *
 * @param axes x, y and z, which are width, height and depth of the image
 */
public record Orientation(List<Axis> axes) {
  /**
   * The stored axis that runs along a canonical one.
   *
   * @param stored 0, 1 or 2 for i, j or k
   * @param reversed whether it runs against it
   */
  public record Axis(int stored, boolean reversed) {}

  /** Where a stored voxel stands in the canonical array. */
  record Index(int start, int i, int j, int k) {
    int of(int atI, int atJ, int atK) {
      return start + i * atI + j * atJ + k * atK;
    }
  }

  /** A copy of the list. */
  public Orientation {
    axes = List.copyOf(axes);
  }

  /**
   * The orientation closest to an affine: each stored axis in turn takes the canonical axis, of
   * those left, to which the nearest rotation turns it most.
   *
   * @param flat whether the third stored axis is the depth, whatever plane the image lies in
   */
  static Orientation closest(double[][] affine, boolean flat) {
    double[][] turn = nearestRotation(affine);
    Axis[] taken = new Axis[3];
    for (int stored = 0; stored < 3; stored++) {
      int best = -1;
      for (int to = 0; to < 3; to++) {
        boolean free = taken[to] == null;
        if (free && (best < 0 || Math.abs(turn[to][stored]) > Math.abs(turn[best][stored]))) {
          best = to;
        }
      }
      taken[best] = new Axis(stored, turn[best][stored] < 0);
    }
    List<Axis> axes = new ArrayList<>(List.of(taken));
    if (flat) {
      // Stable: the two axes of the image stay in canonical order.
      axes.sort(Comparator.comparing((Axis axis) -> axis.stored == 2));
    }
    return new Orientation(axes);
  }

  /** The lengths of the canonical axes x, y and z. */
  int[] lengths(int[] shape) {
    return axes.stream().mapToInt(axis -> shape[axis.stored]).toArray();
  }

  Index index(int[] shape) {
    int[] step = new int[3];
    int start = 0;
    int stride = 1;
    for (Axis axis : axes) {
      int length = shape[axis.stored];
      step[axis.stored] = axis.reversed ? -stride : stride;
      start += axis.reversed ? stride * (length - 1) : 0;
      stride *= length;
    }
    return new Index(start, step[0], step[1], step[2]);
  }

  /** The affine of canonical voxels (x, y, z, 1), from that of stored voxels. */
  double[][] turned(double[][] affine, int[] shape) {
    double[][] turned = new double[3][4];
    for (int r = 0; r < 3; r++) {
      turned[r][3] = affine[r][3];
      for (int c = 0; c < 3; c++) {
        Axis axis = axes.get(c);
        double step = affine[r][axis.stored];
        turned[r][c] = axis.reversed ? -step : step;
        turned[r][3] += axis.reversed ? step * (shape[axis.stored] - 1) : 0;
      }
    }
    return turned;
  }

  /**
   * The orthogonal matrix nearest to the directions of the axes, which is the same for sheared ones
   * as for their neighbours: X ← (X + X⁻ᵀ)/2 until it stands (Higham 1986, Computing the Polar
   * Decomposition).
   */
  private static double[][] nearestRotation(double[][] affine) {
    double[][] x = new double[3][3];
    for (int c = 0; c < 3; c++) {
      double length = Math.hypot(Math.hypot(affine[0][c], affine[1][c]), affine[2][c]);
      for (int r = 0; r < 3; r++) {
        x[r][c] = affine[r][c] / length;
      }
    }
    double moved = 1;
    for (int step = 0; step < 100 && moved > 1e-15; step++) {
      double determinant = determinant(x);
      double[][] next = new double[3][3];
      moved = 0;
      for (int r = 0; r < 3; r++) {
        for (int c = 0; c < 3; c++) {
          next[r][c] = (x[r][c] + cofactor(x, r, c) / determinant) / 2;
          moved = Math.max(moved, Math.abs(next[r][c] - x[r][c]));
        }
      }
      x = next;
    }
    return x;
  }

  static double determinant(double[][] m) {
    return m[0][0] * cofactor(m, 0, 0) + m[0][1] * cofactor(m, 0, 1) + m[0][2] * cofactor(m, 0, 2);
  }

  private static double cofactor(double[][] m, int r, int c) {
    double[] p = m[(r + 1) % 3];
    double[] q = m[(r + 2) % 3];
    int d = (c + 1) % 3;
    int e = (c + 2) % 3;
    return p[d] * q[e] - p[e] * q[d];
  }
}
