package io.ridgeline.regularize.augment;

import io.ridgeline.data.Shape;
import io.ridgeline.engine.Tensor;
import io.ridgeline.loss.Places;
import java.util.Arrays;
import java.util.Optional;

/**
 * One sampled move of a batch: it takes images, masks, points and boxes along alike.
 *
 * <p>Points are (x, y) in pixels, right and down, (0, 0) the outer corner of the first pixel: its
 * centre is (½, ½). They may lie outside the image. Points and boxes are those of flat images; of
 * volumes only the motions that keep every slice in its plane know them.
 */
public interface Motion {
  /** The share of a box's area that must stay in the image for its object to count. */
  double VISIBLE = 0.3;

  /** The moved images {@code [N, C, (D,) H, W]}, linear; zero, the mean, where nothing was. */
  Tensor images(Tensor images);

  /**
   * The moved masks {@code [N, C, (D,) H, W]}, nearest; zero where nothing was. They are new, or,
   * where nothing moved, those that were given.
   */
  Tensor masks(Tensor masks);

  /**
   * The targets of the moved images.
   *
   * @param targets class probabilities {@code [N, K, (D,) H, W]}, which move as masks do, and where
   *     nothing was all of it is class 0, the background; objects {@code [N, M, K + 4]}, class
   *     weights and the four edges of a box, which moves as {@link #box} says; or {@code [N, K]},
   *     which stay
   * @param shape of an image
   */
  default Tensor targets(Tensor targets, Shape shape) {
    int axes = targets.shape().length;
    if (axes == 2) {
      return targets;
    }
    if (axes == 3) {
      return objects(targets, shape);
    }
    Tensor moved = masks(targets);
    if (moved != targets) {
      Tensor missing = moved.sum(1).times(-1).plus(1);
      moved.narrow(1, 0, 1).addInPlace(missing, 1);
    }
    return moved;
  }

  private Tensor objects(Tensor targets, Shape shape) {
    int columns = (int) targets.size(2);
    int perImage = (int) targets.size(1) * columns;
    float[] rows = targets.toArray();
    for (int row = 0; row < rows.length; row += columns) {
      int edges = row + columns - Places.EDGES;
      if (rows[edges] == rows[edges + 2]) {
        continue;
      }
      double[] box = new double[Places.EDGES];
      Arrays.setAll(box, e -> rows[edges + e]);
      Optional<double[]> moved = box(row / perImage, box, shape.height(), shape.width(), VISIBLE);
      if (moved.isPresent()) {
        for (int e = 0; e < Places.EDGES; e++) {
          rows[edges + e] = (float) moved.get()[e];
        }
      } else {
        Arrays.fill(rows, row, row + columns, 0);
      }
    }
    return Tensor.of(rows, targets.shape());
  }

  /**
   * Where what lies at a point of an image comes to lie.
   *
   * @throws UnsupportedOperationException if volumes move across their slices
   */
  default double[] point(int image, double x, double y) {
    throw new UnsupportedOperationException("points lie in flat images");
  }

  /**
   * Where what has come to lie at a point lay before: the inverse of {@link #point}.
   *
   * @throws UnsupportedOperationException if volumes move across their slices
   */
  default double[] origin(int image, double x, double y) {
    throw new UnsupportedOperationException("points lie in flat images");
  }

  /**
   * The box around where the corners of a box come to lie, clipped to the image.
   *
   * @param box x0, y0, x1, y1
   * @param visible the share of its area that must lie inside
   * @return empty if less does
   */
  default Optional<double[]> box(int image, double[] box, int height, int width, double visible) {
    double[] moved = {
      Double.POSITIVE_INFINITY,
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY,
      Double.NEGATIVE_INFINITY
    };
    for (double x : new double[] {box[0], box[2]}) {
      for (double y : new double[] {box[1], box[3]}) {
        double[] corner = point(image, x, y);
        moved[0] = Math.min(moved[0], corner[0]);
        moved[1] = Math.min(moved[1], corner[1]);
        moved[2] = Math.max(moved[2], corner[0]);
        moved[3] = Math.max(moved[3], corner[1]);
      }
    }
    return Objects.cut(moved, new double[] {0, 0, width, height}, visible);
  }
}
