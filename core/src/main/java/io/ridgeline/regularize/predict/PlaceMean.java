package io.ridgeline.regularize.predict;

import io.ridgeline.engine.Tensor;
import io.ridgeline.loss.Places;
import io.ridgeline.regularize.augment.Symmetry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The mean of what is seen at every place of images and of their mirrored or turned copies, with
 * the boxes laid back.
 */
final class PlaceMean {
  private static final int BESIDE = Places.EDGES + Places.GRID;

  private final float[] first;
  private final double[] sums;
  private final long[] shape;
  private final double height;
  private final double width;
  private final int columns;
  private final Map<List<Float>, Integer> rows = new HashMap<>();
  private int added = 1;

  /**
   * Begins with what is seen of the images as they are.
   *
   * @param scored {@code [N, A, K + 7]}
   */
  PlaceMean(Tensor scored, double height, double width) {
    this.first = scored.toArray();
    this.shape = scored.shape();
    this.height = height;
    this.width = width;
    this.columns = (int) shape[2];
    this.sums = new double[first.length];
    for (int i = 0; i < first.length; i++) {
      sums[i] = first[i];
    }
    for (int a = 0; a < shape[1]; a++) {
      int at = (a + 1) * columns - Places.GRID;
      rows.put(List.of(first[at], first[at + 1], first[at + 2]), a);
    }
  }

  /**
   * Adds what is seen of copies.
   *
   * @param back what lays them back
   */
  void add(Tensor scored, Symmetry back) {
    float[] values = scored.toArray();
    int places = (int) shape[1];
    double h = back.transposes() ? width : height;
    double w = back.transposes() ? height : width;
    for (int row = 0; row < values.length; row += columns) {
      int edges = row + columns - BESIDE;
      int at = edges + Places.EDGES;
      double[] place = back.point(values[at], values[at + 1], h, w);
      Integer known = rows.get(List.of((float) place[0], (float) place[1], values[at + 2]));
      if (known == null) {
        throw new IllegalStateException("no place lies at " + place[0] + ", " + place[1]);
      }
      int to = (row / columns / places * places + known) * columns;
      for (int k = 0; k < columns - BESIDE; k++) {
        sums[to + k] += values[row + k];
      }
      double[] one = back.point(values[edges], values[edges + 1], h, w);
      double[] other = back.point(values[edges + 2], values[edges + 3], h, w);
      sums[to + columns - BESIDE] += Math.min(one[0], other[0]);
      sums[to + columns - BESIDE + 1] += Math.min(one[1], other[1]);
      sums[to + columns - BESIDE + 2] += Math.max(one[0], other[0]);
      sums[to + columns - BESIDE + 3] += Math.max(one[1], other[1]);
    }
    added++;
  }

  /** The mean, in the current scope; places stay what they are. */
  Tensor tensor() {
    float[] mean = first.clone();
    for (int i = 0; i < mean.length; i++) {
      if (i % columns < columns - Places.GRID) {
        mean[i] = (float) (sums[i] / added);
      }
    }
    return Tensor.of(mean, shape);
  }
}
