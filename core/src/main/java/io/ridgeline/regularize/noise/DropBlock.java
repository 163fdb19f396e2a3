package io.ridgeline.regularize.noise;

import io.ridgeline.describe.Cost;
import io.ridgeline.describe.Count;
import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Method;
import io.ridgeline.describe.Paper;
import io.ridgeline.describe.Real;
import io.ridgeline.engine.Tensor;
import io.ridgeline.model.Site;
import io.ridgeline.regularize.LayerNoise;
import io.ridgeline.regularize.StepContext;
import java.util.Arrays;
import java.util.List;

/**
 * Sets squares of the maps after every block to zero, and scales the rest up; cubes of volumes.
 *
 * <p>Neighbouring activations of a map tell nearly the same, so that single zeros take little away;
 * a square takes a whole feature. Every image and channel has squares of its own, which the paper
 * found better than sharing them. Squares lie wholly within the map, and k is at most its shortest
 * side. Activations {@code [N, C]} are left alone.
 *
 * <p>More squares cover the centre of a map than its corners, so that it is dropped more often. A
 * mask that keeps nothing gives zeros.
 */
@Method(
    name = "drop-block",
    summary = "Sets squares of feature maps to zero at random while training.",
    formula =
        "in step t of T, each k×k square of an H×W map is zeroed with probability"
            + " γ = (p·t/T)·H·W / [k²(H−k+1)(W−k+1)]; a·m·count(m)/Σm; k×k×k cubes of volumes, with"
            + " k³ and D alike",
    when = "Convolutional networks whose maps are larger than a few pixels.",
    paper = @Paper("Ghiasi, Lin & Le 2018, NeurIPS 31"),
    cost = Cost.ONE_PASS_OVER_ACTIVATIONS)
public record DropBlock(
    @Real(
            doc = "share p of zeros at the end of the training, which grows from 0 linearly",
            def = 0.1,
            max = 1,
            maxExclusive = true,
            off = 0,
            search = {0, 0.2})
        double rate,
    @Count(
            doc = "side k of a square, in activations",
            def = 7,
            min = 1,
            max = 1024,
            search = {3, 7})
        int size)
    implements LayerNoise {
  /** The first axis of places, after images and channels. */
  private static final int FIRST = 2;

  /** Refuses values out of range. */
  public DropBlock {
    Descriptor.check(DropBlock.class, rate, size);
  }

  @Override
  public boolean actsAt(Site site) {
    return site.kind() == Site.Kind.BLOCK;
  }

  @Override
  public Tensor apply(Tensor activations, Site site, StepContext step) {
    long[] shape = activations.shape();
    if (shape.length <= FIRST || step.progress() == 0) {
      return activations;
    }
    long[] map = Arrays.copyOfRange(shape, FIRST, shape.length);
    int k = (int) Math.min(size, Arrays.stream(map).min().orElseThrow());
    double gamma = gamma(rate * step.progress(), k, map);
    long[] corners = shape.clone();
    for (int axis = FIRST; axis < corners.length; axis++) {
      corners[axis] -= k - 1;
    }
    Tensor mask = kept(step.noise().uniform(corners).below(gamma), k);
    // all may be zeroed on a small map; zero times one is zero
    double kept = Math.max(1, mask.sum().item());
    return activations.times(mask.times(mask.count() / kept));
  }

  /** The probability with which a square is chosen, for about {@code share} of zeros. */
  static double gamma(double share, int k, long... map) {
    double wanted = share;
    double covered = 1;
    for (long length : map) {
      wanted *= length;
      covered *= (double) k * (length - k + 1);
    }
    return wanted / covered;
  }

  /**
   * The mask {@code [N, C, (D,) H, W]}: 0 in every chosen square, 1 elsewhere.
   *
   * @param chosen as much smaller as squares reach: 1 at the first corner of a chosen square
   */
  static Tensor kept(Tensor chosen, int k) {
    Tensor covered = chosen;
    for (int axis = FIRST; axis < chosen.shape().length; axis++) {
      covered = spread(covered, axis, k);
    }
    return covered.below(0.5);
  }

  /** At each place, a number above 0 if any of the k places up to it holds one. */
  private static Tensor spread(Tensor chosen, int axis, int k) {
    if (k == 1) {
      return chosen;
    }
    long[] margin = chosen.shape();
    margin[axis] = k - 1L;
    Tensor zeros = Tensor.zeros(margin);
    Tensor sums = Tensor.join(axis, List.of(zeros, chosen, zeros));
    // sums over 1, 2, 4 ... places: a few additions, where pooling looks at all k
    for (int covered = 1; covered < k; ) {
      int shift = Math.min(covered, k - covered);
      long length = sums.size(axis) - shift;
      sums = sums.narrow(axis, 0, length).plus(sums.narrow(axis, shift, length));
      covered += shift;
    }
    return sums;
  }
}
