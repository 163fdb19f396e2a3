package io.ridgeline.regularize.noise;

import io.ridgeline.describe.Cost;
import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Method;
import io.ridgeline.describe.Paper;
import io.ridgeline.describe.Real;
import io.ridgeline.describe.TaskKind;
import io.ridgeline.engine.Tensor;
import io.ridgeline.model.Site;
import io.ridgeline.regularize.LayerNoise;
import io.ridgeline.regularize.StepContext;
import java.util.Arrays;

/**
 * Shakes residual branches: where the draw says so, a branch is scaled by one random number on the
 * way forward and by another one on the way back.
 *
 * <p>Both factors are divided by the forward one's expectation, which is keep because α has mean 0:
 * the expectation of the block stays and prediction takes every branch as it is. The paper scales
 * branches by keep at prediction instead.
 */
@Method(
    name = "shake-drop",
    summary = "Scales residual branches at random, forward and backward by different numbers.",
    formula =
        "block l of L: x + (b + α − bα)/keep·F(x) forward, (b + β − bβ)/keep backward;"
            + " keep = 1 − p·l/L, b ~ Bernoulli(keep) once a pass, α ~ U(−1, 1) and β ~ U(0, 1)"
            + " for each image",
    when = "Deep residual networks trained for long; others have no branches.",
    paper = @Paper("Yamada et al. 2019, IEEE Access 7"),
    tasks = TaskKind.CLASSIFICATION,
    cost = Cost.ONE_PASS_OVER_ACTIVATIONS)
public record ShakeDrop(
    @Real(
            doc = "probability p that the deepest branch is shaken",
            def = 0.5,
            max = 1,
            maxExclusive = true,
            off = 0,
            search = {0, 0.5})
        double rate)
    implements LayerNoise {
  /** Refuses a rate outside [0, 1). */
  public ShakeDrop {
    Descriptor.check(ShakeDrop.class, rate);
  }

  @Override
  public boolean actsAt(Site site) {
    return site.kind() == Site.Kind.BRANCH;
  }

  @Override
  public Tensor apply(Tensor activations, Site site, StepContext step) {
    double keep = 1 - rate * site.depth();
    if (step.random().nextDouble() < keep) {
      return activations.times(1 / keep);
    }
    long[] oneEach = activations.shape();
    Arrays.fill(oneEach, 1, oneEach.length, 1);
    Tensor alpha = step.noise().uniform(oneEach).times(2).plus(-1);
    Tensor beta = step.noise().uniform(oneEach);
    return shaken(activations, alpha.times(1 / keep), beta.times(1 / keep));
  }

  /** {@code forward · branch}, whose gradient is that of {@code backward · branch}. */
  static Tensor shaken(Tensor branch, Tensor forward, Tensor backward) {
    Tensor differentiated = branch.times(backward);
    return differentiated.plus(branch.times(forward).minus(differentiated).detach());
  }
}
