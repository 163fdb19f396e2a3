package io.ridgeline.regularize.augment;

import io.ridgeline.engine.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The rows of objects in the targets {@code [N, M, K + 4]} of a batch, image by image. */
final class Objects {
  private final float[] values;
  private final int columns;
  private final int perImage;

  Objects(Tensor targets) {
    values = targets.toArray();
    columns = (int) targets.size(2);
    perImage = (int) targets.size(1) * columns;
  }

  /** The objects of an image; rows of zeros are none. */
  List<float[]> of(int image) {
    List<float[]> rows = new ArrayList<>();
    for (int row = image * perImage; row < (image + 1) * perImage; row += columns) {
      float[] object = Arrays.copyOfRange(values, row, row + columns);
      if (object[columns - 2] > object[columns - 4]) {
        rows.add(object);
      }
    }
    return rows;
  }

  /**
   * The objects of an image that was moved and cut.
   *
   * @param part left, upper, right and lower edge of what is seen
   */
  List<float[]> moved(int image, int right, int down, int[] part) {
    List<float[]> rows = new ArrayList<>();
    for (float[] object : of(image)) {
      float[] moved = object.clone();
      int e = columns - Motion.EDGES;
      moved[e] = Math.max(part[0], object[e] + right);
      moved[e + 1] = Math.max(part[1], object[e + 1] + down);
      moved[e + 2] = Math.min(part[2], object[e + 2] + right);
      moved[e + 3] = Math.min(part[3], object[e + 3] + down);
      float width = moved[e + 2] - moved[e];
      float height = moved[e + 3] - moved[e + 1];
      double area = (object[e + 2] - object[e]) * (object[e + 3] - object[e + 1]);
      if (width > 0 && height > 0 && width * height >= Motion.VISIBLE * area) {
        rows.add(moved);
      }
    }
    return rows;
  }

  /** The objects of an image, their class weights times a share. */
  List<float[]> weighted(int image, double share) {
    List<float[]> rows = of(image);
    for (float[] object : rows) {
      for (int k = 0; k < columns - Motion.EDGES; k++) {
        object[k] *= (float) share;
      }
    }
    return rows;
  }

  /** Targets of these objects, one list an image. */
  Tensor tensor(List<List<float[]>> images) {
    int most = Math.max(1, images.stream().mapToInt(List::size).max().orElse(0));
    float[] rows = new float[images.size() * most * columns];
    for (int i = 0; i < images.size(); i++) {
      for (int o = 0; o < images.get(i).size(); o++) {
        System.arraycopy(images.get(i).get(o), 0, rows, (i * most + o) * columns, columns);
      }
    }
    return Tensor.of(rows, images.size(), most, columns);
  }
}
