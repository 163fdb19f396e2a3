package io.ridgeline.image.nifti;

import java.io.IOException;

/**
 * Where a file's voxels lie, word for word as its header has it, so that a result can be written to
 * exactly the same place.
 *
 * <p>Of the three ways to say it the sform is preferred, then the qform, then the bare spacing. The
 * last says nothing of orientation; as nibabel does, it is taken to be radiological, as in ANALYZE
 * files: the first axis runs from right to left, and the centre of the volume is the origin.
 *
 * @param axes 3, or 2 for a flat image
 * @param shape voxels along the stored axes i, j, k; the last is 1 for a flat image
 * @param unit code of the unit of length: 1 m, 2 mm, 3 µm; 0, unknown, is taken for mm
 * @param pixdim the qform's handedness (negative: left), then the spacing along i, j and k
 * @param qform code of the qform, 0 if there is none
 * @param quatern b, c and d of the qform's unit quaternion
 * @param offset of the qform: where voxel (0, 0, 0) lies
 * @param sform code of the sform, 0 if there is none
 * @param rows of the sform: x, y and z as sums over i, j, k and 1
 */
public record NiftiGeometry(
    int axes,
    int[] shape,
    int unit,
    double[] pixdim,
    int qform,
    double[] quatern,
    double[] offset,
    int sform,
    double[][] rows) {
  private static final double[] MILLIMETRES = {1, 1000, 1, 0.001};

  /** How much longer than 1 a quaternion may be for rounding. */
  private static final double ROUNDING = 1e-5;

  /** |det| of unit axes; a right angle gives 1, a gantry tilted by 30 degrees 0.87. */
  private static final double FLATTEST = 0.01;

  /** The number of voxels. */
  int voxels() {
    return shape[0] * shape[1] * shape[2];
  }

  /**
   * Stored voxel (i, j, k, 1) to millimetres to the right, to the front and upward.
   *
   * @throws IOException if that is no sensible map
   */
  double[][] affine() throws IOException {
    if (unit > 3) {
      throw new IOException("has the unknown unit of length " + unit);
    }
    for (int axis = 1; axis <= axes; axis++) {
      if (!(pixdim[axis] > 0) || Double.isInfinite(pixdim[axis])) {
        throw new IOException(
            "has a spacing that is not positive: pixdim[" + axis + "] is " + pixdim[axis]);
      }
    }
    double[][] affine = sform != 0 ? copy(rows) : qform != 0 ? rotated() : plain();
    for (double[] row : affine) {
      for (int c = 0; c < 4; c++) {
        row[c] *= MILLIMETRES[unit];
      }
    }
    check(affine);
    return affine;
  }

  /** The spacing in millimetres along the stored axes. */
  double[] spacing(double[][] affine) {
    double[] spacing = new double[3];
    for (int axis = 0; axis < 3; axis++) {
      // Where the header says it plainly, no rounding by the rotation.
      spacing[axis] = sform != 0 ? length(affine, axis) : pixdim(axis) * MILLIMETRES[unit];
    }
    return spacing;
  }

  private void check(double[][] affine) throws IOException {
    double[][] unit = new double[3][3];
    double[] spacing = spacing(affine);
    for (int r = 0; r < 3; r++) {
      for (int c = 0; c < 3; c++) {
        if (!(spacing[c] > 0) || Double.isInfinite(spacing[c])) {
          throw new IOException(
              "has the spacing " + spacing[c] + " along axis " + (c + 1) + " of its affine");
        }
        unit[r][c] = affine[r][c] / length(affine, c);
      }
      if (!Double.isFinite(affine[r][3])) {
        throw new IOException("has an affine with the offset " + affine[r][3]);
      }
    }
    if (!(Math.abs(Orientation.determinant(unit)) > FLATTEST)) {
      throw new IOException("has a degenerate affine: its axes lie in one plane");
    }
  }

  private double[][] rotated() throws IOException {
    double b = quatern[0];
    double c = quatern[1];
    double d = quatern[2];
    double rest = 1 - (b * b + c * c + d * d);
    if (!(rest >= -ROUNDING)) {
      throw new IOException("has a qform that is no rotation: its quaternion is longer than 1");
    }
    double a = Math.sqrt(Math.max(rest, 0));
    double s = 2 / (a * a + b * b + c * c + d * d);
    double[][] turn = {
      {1 - s * (c * c + d * d), s * (b * c - a * d), s * (b * d + a * c)},
      {s * (b * c + a * d), 1 - s * (b * b + d * d), s * (c * d - a * b)},
      {s * (b * d - a * c), s * (c * d + a * b), 1 - s * (b * b + c * c)}
    };
    double hand = pixdim[0] < 0 ? -1 : 1;
    double[][] affine = new double[3][4];
    for (int r = 0; r < 3; r++) {
      affine[r][0] = turn[r][0] * pixdim(0);
      affine[r][1] = turn[r][1] * pixdim(1);
      affine[r][2] = turn[r][2] * pixdim(2) * hand;
      affine[r][3] = offset[r];
    }
    return affine;
  }

  private double[][] plain() {
    double[][] affine = new double[3][4];
    for (int axis = 0; axis < 3; axis++) {
      double step = axis == 0 ? -pixdim(0) : pixdim(axis);
      affine[axis][axis] = step;
      affine[axis][3] = -step * (shape[axis] - 1) / 2;
    }
    return affine;
  }

  /** The spacing along a stored axis; a flat image need not say how thick it is. */
  private double pixdim(int axis) {
    double d = pixdim[axis + 1];
    return axis < axes || (d > 0 && d < Float.MAX_VALUE) ? d : 1;
  }

  private static double length(double[][] affine, int axis) {
    double sum = 0;
    for (double[] row : affine) {
      sum += row[axis] * row[axis];
    }
    return Math.sqrt(sum);
  }

  private static double[][] copy(double[][] rows) {
    return new double[][] {rows[0].clone(), rows[1].clone(), rows[2].clone()};
  }
}
