package io.ridgeline.model;

import io.ridgeline.data.Shape;
import io.ridgeline.image.Spacing;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The spacing to which images are resampled, after nnU-Net: the median along each axis; but where
 * slices lie more than 3 times further apart than pixels, and are fewer by more than that factor,
 * their distance is the 10th percentile, so that little of what was measured is averaged away.
 *
 * @param spacing to resample to
 * @param median the median size of the images at that spacing
 * @param thick whether the distance of slices is the 10th percentile
 */
record TargetSpacing(Spacing spacing, Shape median, boolean thick) {
  private static final int ANISOTROPIC = 3;

  /** For some images, at least one. */
  static TargetSpacing of(List<UNetPlan.Case> cases) {
    double depth = percentile(cases, 50, c -> c.spacing().depth());
    double height = percentile(cases, 50, c -> c.spacing().height());
    double width = percentile(cases, 50, c -> c.spacing().width());
    double slices = percentile(cases, 50, c -> c.shape().depth());
    double plane =
        Math.min(
            percentile(cases, 50, c -> c.shape().height()),
            percentile(cases, 50, c -> c.shape().width()));
    double coarser = Math.max(height, width);
    boolean thick =
        cases.get(0).shape().dims() == 3
            && depth > ANISOTROPIC * coarser
            && slices * ANISOTROPIC < plane;
    if (thick) {
      depth = Math.max(coarser, percentile(cases, 10, c -> c.spacing().depth()));
    }
    Spacing target = new Spacing(depth, height, width, cases.get(0).spacing().unit());
    return new TargetSpacing(target, median(cases, target), thick);
  }

  private static Shape median(List<UNetPlan.Case> cases, Spacing target) {
    Shape first = cases.get(0).shape();
    int depth =
        first.dims() == 3
            ? median(cases, c -> c.shape().depth() * c.spacing().depth() / target.depth())
            : 1;
    return new Shape(
        first.channels(),
        depth,
        median(cases, c -> c.shape().height() * c.spacing().height() / target.height()),
        median(cases, c -> c.shape().width() * c.spacing().width() / target.width()));
  }

  private static int median(List<UNetPlan.Case> cases, ToDoubleFunction<UNetPlan.Case> length) {
    return (int)
        Math.max(1, Math.round(percentile(cases, 50, c -> Math.rint(length.applyAsDouble(c)))));
  }

  /** The p-th percentile, linear between neighbours. */
  static double percentile(
      List<UNetPlan.Case> cases, double p, ToDoubleFunction<UNetPlan.Case> number) {
    double[] sorted = cases.stream().mapToDouble(number).sorted().toArray();
    double at = p / 100 * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }
}
