package io.ridgeline.loss;

import io.ridgeline.engine.Tensor;
import java.util.List;

/**
 * What a detector says of every place of an image: whether an object of a class is there, and how
 * far its edges are.
 *
 * @param outputs {@code [N, A, K + 8]}, one row a place: K class logits; the distances to the left,
 *     upper, right and lower edge of the object's box, in pixels of the model's input; the logit of
 *     the centreness; and the place itself, which is no output of weights: x, y and the stride of
 *     the level it belongs to, in pixels
 */
public record Places(Tensor outputs) {
  /** Columns beside the class logits. */
  public static final int BESIDE = 8;

  /** Columns that say where the place is. */
  public static final int GRID = 3;

  /** Columns of a box: left, upper, right and lower edge. */
  public static final int EDGES = 4;

  /**
   * What is said of all places, put together.
   *
   * @param logits {@code [N, A, K]}
   * @param distances {@code [N, A, 4]}
   * @param centreness {@code [N, A, 1]}
   * @param grid x, y and stride of each place, A·3
   */
  public static Places of(Tensor logits, Tensor distances, Tensor centreness, float[] grid) {
    long n = logits.size(0);
    long places = logits.size(1);
    Tensor where = Tensor.zeros(n, places, GRID).plus(Tensor.of(grid, 1, places, GRID));
    return new Places(Tensor.join(2, List.of(logits, distances, centreness, where)));
  }

  /** The number of classes K. */
  public int classes() {
    return (int) outputs.size(2) - BESIDE;
  }

  /** {@code [N, A, K]}. */
  public Tensor logits() {
    return outputs.narrow(2, 0, classes());
  }

  /** {@code [N, A, 4]}: left, up, right, down. */
  public Tensor distances() {
    return outputs.narrow(2, classes(), EDGES);
  }

  /** Logits {@code [N, A, 1]}. */
  public Tensor centreness() {
    return outputs.narrow(2, (long) classes() + EDGES, 1);
  }

  /** x, y and stride {@code [N, A, 3]}; the same for every image. */
  public Tensor grid() {
    return outputs.narrow(2, (long) classes() + EDGES + 1, GRID);
  }

  /**
   * How sure the detector is, and where it sees the box: {@code [N, A, K + 4 + 3]}, one row a
   * place: √(σ(class) · σ(centreness)) of each class; left, upper, right and lower edge in pixels;
   * and the place as in {@link #outputs}.
   */
  public Tensor scored() {
    Tensor scores = logits().sigmoid().times(centreness().sigmoid()).sqrt();
    Tensor x = grid().narrow(2, 0, 1);
    Tensor y = grid().narrow(2, 1, 1);
    Tensor left = x.minus(distances().narrow(2, 0, 1));
    Tensor top = y.minus(distances().narrow(2, 1, 1));
    Tensor right = x.plus(distances().narrow(2, 2, 1));
    Tensor bottom = y.plus(distances().narrow(2, 3, 1));
    return Tensor.join(2, List.of(scores, left, top, right, bottom, grid()));
  }
}
