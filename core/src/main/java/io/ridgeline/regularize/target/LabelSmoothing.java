package io.ridgeline.regularize.target;

import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Method;
import io.ridgeline.describe.Paper;
import io.ridgeline.describe.Real;
import io.ridgeline.describe.TaskKind;
import io.ridgeline.engine.Tensor;
import io.ridgeline.regularize.TargetTransform;

/** Moves a share ε of every target evenly onto all classes. */
@Method(
    name = "label-smoothing",
    summary = "Moves a share of every target evenly onto all classes.",
    formula = "y ← y(1−ε) + ε/K",
    when = "Labels may be wrong, or probabilities come out too sure.",
    paper = @Paper("Szegedy et al. 2016, CVPR"),
    tasks = {TaskKind.CLASSIFICATION, TaskKind.SEGMENTATION})
public record LabelSmoothing(
    @Real(
            doc = "share ε",
            def = 0.1,
            max = 1,
            maxExclusive = true,
            off = 0,
            search = {0, 0.2})
        double epsilon)
    implements TargetTransform {
  /** Refuses a share outside [0, 1). */
  public LabelSmoothing {
    Descriptor.check(LabelSmoothing.class, epsilon);
  }

  @Override
  public Tensor transform(Tensor targets) {
    return targets.times(1 - epsilon).plus(epsilon / targets.size(1));
  }
}
