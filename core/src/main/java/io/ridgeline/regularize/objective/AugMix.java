package io.ridgeline.regularize.objective;

import io.ridgeline.describe.Cost;
import io.ridgeline.describe.Count;
import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Method;
import io.ridgeline.describe.Paper;
import io.ridgeline.describe.Real;
import io.ridgeline.describe.TaskKind;
import io.ridgeline.engine.Tensor;
import io.ridgeline.loss.Loss;
import io.ridgeline.model.Model;
import io.ridgeline.regularize.Batch;
import io.ridgeline.regularize.Memoryless;
import io.ridgeline.regularize.Objective;
import io.ridgeline.regularize.ObjectiveTransform;
import io.ridgeline.regularize.augment.Operation;
import io.ridgeline.regularize.augment.Weave;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Mixes chains of {@link Operation}s with the image, and asks for the same answer to all of them.
 *
 * <p>With consistency, the data loss is that of the clean image and each of two mixed ones is a
 * pass of its own; of the three, only the clean one moves running statistics. Without, the mixed
 * image takes the place of the clean one.
 */
@Method(
    name = "aug-mix",
    summary = "Mixes chains of random operations and asks for the same prediction for all.",
    formula =
        "x' = m x + (1−m) Σ_k w_k chain_k(x), three chains of 1–3 operations, w ~ Dirichlet(1, 1,"
            + " 1), m ~ Beta(1, 1), strengths ±U(.1, severity)/10; L(x) + λ·JS(ŷ(x), ŷ(x'),"
            + " ŷ(x'')), or L(x') if λ = 0",
    when = "Images of scanners that were not in training; where triple the time can be paid.",
    paper = @Paper("Hendrycks et al. 2020, ICLR"),
    tasks = TaskKind.CLASSIFICATION,
    cost = Cost.TWO_MORE_STEPS)
public record AugMix(
    @Count(
            doc = "how strong operations are, in tenths of their range",
            def = 3,
            max = 10,
            off = 0,
            search = {1, 5})
        int severity,
    @Real(
            doc = "weight λ of the consistency; 0 trains on mixed images alone, in one pass",
            def = 12,
            max = 100,
            search = {0, 12})
        double jsd)
    implements ObjectiveTransform, Memoryless {
  private static final double SMALLEST = 1e-7;

  /** Refuses values out of range. */
  public AugMix {
    Descriptor.check(AugMix.class, severity, jsd);
  }

  /** Outside what looks at images: it is to look at the mixed ones, and not through the mixing. */
  @Override
  public int place() {
    return 1;
  }

  @Override
  public Run begin(Model model, Loss loss) {
    return (batch, inner, step) -> {
      RandomGenerator random = step.random();
      Batch mixed = mixed(batch, random);
      if (jsd == 0) {
        return inner.of(mixed);
      }
      Objective.Value clean = inner.of(batch);
      Tensor consistency =
          divergence(
              List.of(
                  loss.logProbabilities(clean.logits()),
                  loss.logProbabilities(inner.of(mixed).logits()),
                  loss.logProbabilities(inner.of(mixed(batch, random)).logits())));
      return new Objective.Value(clean.logits(), clean.loss().plus(consistency.times(jsd)));
    };
  }

  private Batch mixed(Batch batch, RandomGenerator random) {
    return new Batch(Weave.of(batch.images(), severity / 10.0, random), batch.targets());
  }

  /**
   * The Jensen–Shannon divergence, mean over the batch: the mean of KL(p ‖ M), M the mean of all p.
   *
   * @param logs the logarithms of each p, {@code [N, K]}
   */
  static Tensor divergence(List<Tensor> logs) {
    Tensor logMean =
        logs.stream()
            .map(Tensor::exp)
            .reduce(Tensor::plus)
            .orElseThrow()
            .times(1.0 / logs.size())
            .atLeast(SMALLEST)
            .log();
    return logs.stream()
        .map(log -> log.exp().times(log.minus(logMean)).sum(1).mean())
        .reduce(Tensor::plus)
        .orElseThrow()
        .times(1.0 / logs.size());
  }
}
