package io.ridgeline.regularize.objective;

import io.ridgeline.engine.Functions;
import io.ridgeline.engine.Tensor;
import java.util.Arrays;

/**
 * The centre lines of regions that are more or less there, differentiable (Shit et al. 2021).
 *
 * <p>What an opening takes away, of the region and of the region eroded ever further. As in the
 * authors' code an erosion takes the smallest of a place and its neighbours along each axis, a
 * dilation the largest of the whole square or cube around it.
 */
final class SoftSkeleton {
  private SoftSkeleton() {}

  /**
   * The skeleton.
   *
   * @param maps in [0, 1], {@code [N, K, H, W]} or {@code [N, K, D, H, W]}
   * @param erosions as many as the widest region is pixels from its edge to its middle
   */
  static Tensor of(Tensor maps, int erosions) {
    Tensor eroded = eroded(maps);
    Tensor skeleton = maps.minus(dilated(eroded)).relu();
    for (int i = 0; i < erosions; i++) {
      Tensor now = eroded;
      eroded = eroded(now);
      Tensor edge = now.minus(dilated(eroded)).relu();
      skeleton = skeleton.plus(edge.minus(skeleton.times(edge)).relu());
    }
    return skeleton;
  }

  private static Tensor eroded(Tensor maps) {
    Tensor negative = maps.times(-1);
    Tensor least = maps;
    int axes = maps.shape().length - 2;
    for (int axis = 0; axis < axes; axis++) {
      long[] window = window(axes, 1);
      window[axis] = 3;
      Tensor along = Functions.slidingMax(negative, window).times(-1);
      least = axis == 0 ? along : least.least(along);
    }
    return least;
  }

  private static Tensor dilated(Tensor maps) {
    return Functions.slidingMax(maps, window(maps.shape().length - 2, 3));
  }

  private static long[] window(int axes, long length) {
    long[] window = new long[axes];
    Arrays.fill(window, length);
    return window;
  }
}
