package io.ridgeline.task;

import io.ridgeline.data.Box;
import io.ridgeline.data.LabelledBox;
import io.ridgeline.data.Shape;
import io.ridgeline.engine.Tensor;
import io.ridgeline.loss.Places;
import io.ridgeline.metric.ScoredBox;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Boxes around objects of some classes.
 *
 * @param classes K; there is no background
 */
public record Detection(int classes) {
  /** Scores below this are no objects. */
  private static final double LEAST = 0.05;

  /** The surest boxes of an image that are looked at, of each class. */
  private static final int CANDIDATES = 500;

  /** The most objects of a class that are found in an image, as COCO counts them. */
  private static final int MOST = 100;

  /** How one of several boxes around an object is left. */
  public static final NonMaximumSuppression SUPPRESSION =
      new NonMaximumSuppression.Greedy(0.5, MOST);

  /**
   * Objects as rows, one image after the other: class weights, one of them 1, then left, upper,
   * right and lower edge. Images with fewer objects than another have rows of zeros.
   *
   * @param images the objects of each, in pixels of the model's input
   * @return {@code [N, M, K + 4]}, M at least 1
   */
  public Tensor encode(List<List<LabelledBox>> images) {
    int most = Math.max(1, images.stream().mapToInt(List::size).max().orElse(0));
    int columns = classes + Places.EDGES;
    float[] rows = new float[images.size() * most * columns];
    for (int i = 0; i < images.size(); i++) {
      for (int o = 0; o < images.get(i).size(); o++) {
        LabelledBox object = images.get(i).get(o);
        int row = (i * most + o) * columns;
        rows[row + object.label()] = 1;
        rows[row + classes] = (float) object.box().left();
        rows[row + classes + 1] = (float) object.box().top();
        rows[row + classes + 2] = (float) object.box().right();
        rows[row + classes + 3] = (float) object.box().bottom();
      }
    }
    return Tensor.of(rows, images.size(), most, columns);
  }

  /**
   * The objects in an image of any size, patch by patch: of each class those that are left by
   * non-maximum suppression at an overlap of one half, the surest first.
   *
   * <p>A box that ends at an edge of its patch within the image is part of an object. If the part
   * is no longer than half the patch, another patch shows the object whole or more of it, and the
   * part is dropped.
   *
   * @param window the patches
   * @param scored of a patch: rows of {@link Places#scored}
   */
  public List<ScoredBox> join(SlidingWindow window, Function<Patch, float[]> scored) {
    return join(window, scored, SUPPRESSION);
  }

  /** The same, with another way to leave one of several boxes around an object. */
  public List<ScoredBox> join(
      SlidingWindow window, Function<Patch, float[]> scored, NonMaximumSuppression suppression) {
    List<ScoredBox> all = new ArrayList<>();
    for (Patch at : window.patches()) {
      for (ScoredBox found : candidates(scored.apply(at), at.shape())) {
        Box box = found.box();
        boolean cut =
            cut(box.left(), box.right(), at.column(), at.shape().width(), window.image().width())
                || cut(
                    box.top(),
                    box.bottom(),
                    at.row(),
                    at.shape().height(),
                    window.image().height());
        if (!cut) {
          Box.within(
                  box.left() + at.column(),
                  box.top() + at.row(),
                  box.right() + at.column(),
                  box.bottom() + at.row(),
                  window.image().width(),
                  window.image().height())
              .ifPresent(b -> all.add(new ScoredBox(b, found.label(), found.score())));
        }
      }
    }
    return suppression.of(all);
  }

  /** Whether what reaches from one edge to the other of an axis is part of something longer. */
  private static boolean cut(double from, double to, int start, int side, int length) {
    boolean atEdge = (from <= 0 && start > 0) || (to >= side && start + side < length);
    return atEdge && to - from <= side / 2.0;
  }

  /** What may be an object in a patch, cut to it. */
  private List<ScoredBox> candidates(float[] scored, Shape shape) {
    int columns = classes + Places.EDGES + Places.GRID;
    List<ScoredBox> candidates = new ArrayList<>();
    for (int k = 0; k < classes; k++) {
      List<ScoredBox> ofClass = new ArrayList<>();
      for (int row = 0; row < scored.length; row += columns) {
        float score = scored[row + k];
        if (score > LEAST) {
          int label = k;
          Box.within(
                  scored[row + classes],
                  scored[row + classes + 1],
                  scored[row + classes + 2],
                  scored[row + classes + 3],
                  shape.width(),
                  shape.height())
              .ifPresent(box -> ofClass.add(new ScoredBox(box, label, score)));
        }
      }
      ofClass.stream()
          .sorted(NonMaximumSuppression.SUREST)
          .limit(CANDIDATES)
          .forEach(candidates::add);
    }
    return candidates;
  }
}
