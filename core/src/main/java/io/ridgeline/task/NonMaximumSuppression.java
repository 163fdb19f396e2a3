package io.ridgeline.task;

import io.ridgeline.metric.ScoredBox;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Leaves one of several boxes around the same object; each class for itself. */
public sealed interface NonMaximumSuppression {
  /** Boxes of one class, from the surest to the least sure; equally sure ones keep their order. */
  Comparator<ScoredBox> SUREST = Comparator.comparingDouble(ScoredBox::score).reversed();

  /**
   * Those that are left, the surest first.
   *
   * @param boxes of any classes, in any order
   */
  default List<ScoredBox> of(List<ScoredBox> boxes) {
    List<ScoredBox> left = new ArrayList<>();
    boxes.stream()
        .mapToInt(ScoredBox::label)
        .distinct()
        .sorted()
        .forEach(
            label ->
                left.addAll(ofOneClass(boxes.stream().filter(b -> b.label() == label).toList())));
    left.sort(SUREST);
    return left;
  }

  /** Those of one class that are left. */
  List<ScoredBox> ofOneClass(List<ScoredBox> boxes);

  /**
   * Drops every box that overlaps a surer one by more than a share.
   *
   * @param overlap that may be, 0 to 1
   * @param most boxes of a class that are left, the surest
   */
  record Greedy(double overlap, int most) implements NonMaximumSuppression {
    @Override
    public List<ScoredBox> ofOneClass(List<ScoredBox> boxes) {
      List<ScoredBox> left = new ArrayList<>();
      for (ScoredBox box : boxes.stream().sorted(SUREST).toList()) {
        if (left.size() == most) {
          break;
        }
        if (left.stream().noneMatch(surer -> surer.box().overlap(box.box()) > overlap)) {
          left.add(box);
        }
      }
      return left;
    }
  }

  /**
   * Makes a box less sure the more it overlaps surer ones: its score times e^(−overlap² / σ) for
   * each (Bodla et al. 2017, ICCV). For objects that lie close together.
   *
   * @param sigma σ
   * @param least scores below are dropped
   */
  record Soft(double sigma, double least) implements NonMaximumSuppression {
    @Override
    public List<ScoredBox> ofOneClass(List<ScoredBox> boxes) {
      List<ScoredBox> rest = new ArrayList<>(boxes.stream().sorted(SUREST).toList());
      List<ScoredBox> left = new ArrayList<>();
      while (!rest.isEmpty() && rest.get(0).score() >= least) {
        ScoredBox surest = rest.remove(0);
        left.add(surest);
        rest.replaceAll(
            box -> {
              double overlap = surest.box().overlap(box.box());
              double score = box.score() * StrictMath.exp(-overlap * overlap / sigma);
              return new ScoredBox(box.box(), box.label(), score);
            });
        rest.sort(SUREST);
      }
      return left;
    }
  }
}
