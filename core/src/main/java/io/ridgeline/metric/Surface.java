package io.ridgeline.metric;

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
   * Which voxels are on the surface, {@code [D, H, W]}.
   *
   * @param region which voxels are in it
   */
  public static boolean[] of(boolean[] region, Grid grid) {
    boolean[] surface = new boolean[region.length];
    int i = 0;
    for (int z = 0; z < grid.depth(); z++) {
      for (int y = 0; y < grid.height(); y++) {
        for (int x = 0; x < grid.width(); x++, i++) {
          surface[i] =
              region[i]
                  && (edge(region, grid, 0, i, z)
                      || edge(region, grid, 1, i, y)
                      || edge(region, grid, 2, i, x));
        }
      }
    }
    return surface;
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
