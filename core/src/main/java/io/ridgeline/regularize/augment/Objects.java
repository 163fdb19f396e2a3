package io.ridgeline.regularize.augment;

import io.ridgeline.engine.Tensor;
import io.ridgeline.loss.Places;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

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
  List<float[]> moved(int image, int right, int down, double[] part) {
    List<float[]> rows = new ArrayList<>();
    for (float[] object : of(image)) {
      int edges = columns - Places.EDGES;
      double[] moved = new double[Places.EDGES];
      Arrays.setAll(moved, e -> object[edges + e] + (e % 2 == 0 ? right : down));
      cut(moved, part, Motion.VISIBLE)
          .ifPresent(
              inside -> {
                for (int e = 0; e < Places.EDGES; e++) {
                  object[edges + e] = (float) inside[e];
                }
                rows.add(object);
              });
    }
    return rows;
  }

  /**
   * A box cut to a frame; empty if less than a share of its area lies inside.
   *
   * @param box left, upper, right and lower edge
   * @param frame likewise
   */
  static Optional<double[]> cut(double[] box, double[] frame, double visible) {
    double[] inside = {
      Math.max(frame[0], box[0]),
      Math.max(frame[1], box[1]),
      Math.min(frame[2], box[2]),
      Math.min(frame[3], box[3])
    };
    boolean seen =
        inside[0] < inside[2] && inside[1] < inside[3] && area(inside) >= visible * area(box);
    return seen ? Optional.of(inside) : Optional.empty();
  }

  private static double area(double[] box) {
    return (box[2] - box[0]) * (box[3] - box[1]);
  }

  /** The objects of an image, their class weights times a share. */
  List<float[]> weighted(int image, double share) {
    List<float[]> rows = of(image);
    for (float[] object : rows) {
      for (int k = 0; k < columns - Places.EDGES; k++) {
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
