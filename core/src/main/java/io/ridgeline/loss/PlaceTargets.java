package io.ridgeline.loss;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Which object each place of an image is to find, if any (Tian et al. 2019, ICCV).
 *
 * <p>A place may find an object if it lies in its box and within 1.5 strides of the box's middle,
 * on both axes, and if the farthest of the box's edges is as far as the place's level looks: at
 * most 6 strides, and no less than 6 strides of the level below; the last level looks beyond. Of
 * several objects it is to find the one with the largest class weight, and of equal ones the
 * smallest.
 */
final class PlaceTargets {
  private static final double NEAR = 1.5;
  private static final double REACH = 6;

  private final float[] grid;
  private final double[][] ranges;

  /**
   * The places of an image.
   *
   * @param grid x, y and stride of each, A·3
   */
  PlaceTargets(float[] grid) {
    this.grid = grid;
    double[] strides =
        IntStream.range(0, size()).mapToDouble(this::stride).distinct().sorted().toArray();
    ranges = new double[size()][2];
    for (int a = 0; a < size(); a++) {
      int level = Arrays.binarySearch(strides, stride(a));
      ranges[a][0] = level == 0 ? 0 : REACH * strides[level - 1];
      ranges[a][1] = level == strides.length - 1 ? Double.POSITIVE_INFINITY : REACH * stride(a);
    }
  }

  int size() {
    return grid.length / Places.GRID;
  }

  private float stride(int place) {
    return grid[place * Places.GRID + 2];
  }

  /** How much of an object is there: its largest class weight. */
  static float weight(float[] objects, int row, int classes) {
    float weight = 0;
    for (int k = row; k < row + classes; k++) {
      weight = Math.max(weight, objects[k]);
    }
    return weight;
  }

  /**
   * For each place the object it is to find, or −1.
   *
   * @param objects rows of the targets of one image: class weights, then left, upper, right, lower
   *     edge; a row without weights is no object
   * @param classes K
   */
  int[] assign(float[] objects, int classes) {
    int columns = classes + Places.EDGES;
    int[] assigned = new int[size()];
    double[] smallest = new double[size()];
    float[] largest = new float[size()];
    Arrays.fill(assigned, -1);
    Arrays.fill(smallest, Double.POSITIVE_INFINITY);
    for (int o = 0; o < objects.length / columns; o++) {
      int row = o * columns;
      float weight = weight(objects, row, classes);
      if (weight == 0) {
        continue;
      }
      float left = objects[row + classes];
      float top = objects[row + classes + 1];
      float right = objects[row + classes + 2];
      float bottom = objects[row + classes + 3];
      float area = (right - left) * (bottom - top);
      for (int a = 0; a < assigned.length; a++) {
        float x = grid[a * Places.GRID];
        float y = grid[a * Places.GRID + 1];
        float nearest = Math.min(Math.min(x - left, right - x), Math.min(y - top, bottom - y));
        float farthest = Math.max(Math.max(x - left, right - x), Math.max(y - top, bottom - y));
        float off = Math.max(Math.abs(x - (left + right) / 2), Math.abs(y - (top + bottom) / 2));
        if (nearest > 0
            && off < NEAR * stride(a)
            && farthest >= ranges[a][0]
            && farthest < ranges[a][1]
            && (weight > largest[a] || (weight == largest[a] && area < smallest[a]))) {
          assigned[a] = o;
          largest[a] = weight;
          smallest[a] = area;
        }
      }
    }
    return assigned;
  }
}
