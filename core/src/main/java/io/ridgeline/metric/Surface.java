package io.ridgeline.metric;

import java.util.stream.IntStream;

/**
 * The surface of a region: its voxels that have a face neighbour outside it, where what lies beyond
 * the image counts as outside. In a flat image these are the pixels with an edge neighbour outside.
 *
 * <p>Distances between surfaces are distances between the centres of such voxels, as in MedPy,
 * MONAI and nnU-Net's evaluation. The implementation of Nikolov et al. 2021 (J. Med. Internet Res.
 * 23) weighs elements of area between the voxels instead; its numbers differ by fractions of a
 * voxel.
 */
public final class Surface {
  private Surface() {}

  /**
   * The places of the surface's voxels in the array, rising.
   *
   * @param region which voxels are in it, {@code [D, H, W]}
   */
  public static int[] of(boolean[] region, Grid grid) {
    return IntStream.range(0, region.length)
        .filter(i -> region[i] && onSurface(region, grid, i))
        .toArray();
  }

  private static boolean onSurface(boolean[] region, Grid grid, int i) {
    return edge(region, grid, 2, i, i % grid.width())
        || edge(region, grid, 1, i, i / grid.width() % grid.height())
        || edge(region, grid, 0, i, i / grid.stride(0));
  }

  /** Whether a voxel has a neighbour outside along one axis, being the p-th along it. */
  private static boolean edge(boolean[] region, Grid grid, int axis, int i, int p) {
    int n = grid.length(axis);
    if (n == 1) {
      return false;
    }
    int stride = grid.stride(axis);
    return p == 0 || p == n - 1 || !region[i - stride] || !region[i + stride];
  }
}
