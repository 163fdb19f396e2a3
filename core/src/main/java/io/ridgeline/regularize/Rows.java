package io.ridgeline.regularize;

import io.ridgeline.engine.Tensor;
import java.util.stream.LongStream;

/** Class maps as rows, one a pixel, so that what is made for images also acts on pixels. */
final class Rows {
  private Rows() {}

  /**
   * One row an image or pixel, {@code [M, K]}, in the order of the maps.
   *
   * @param maps {@code [N, K]}, which stays as it is, {@code [N, K, H, W]} or {@code [N, K, D, H,
   *     W]}
   */
  static Tensor of(Tensor maps) {
    int axes = maps.shape().length;
    if (axes == 2) {
      return maps;
    }
    long[] classesLast =
        LongStream.range(0, axes).map(a -> a == 0 ? 0 : a < axes - 1 ? a + 1 : 1).toArray();
    return maps.permuted(classesLast).reshape(-1, maps.size(1));
  }
}
