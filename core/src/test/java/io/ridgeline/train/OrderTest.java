package io.ridgeline.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.ridgeline.engine.NoLeaks;
import io.ridgeline.model.Mlp;
import io.ridgeline.regularize.Regularizer;
import io.ridgeline.regularize.objective.AugMix;
import io.ridgeline.regularize.objective.Fgsm;
import io.ridgeline.regularize.objective.InputGradient;
import io.ridgeline.regularize.objective.Jacobian;
import io.ridgeline.regularize.objective.ManifoldMixup;
import io.ridgeline.regularize.objective.Vat;
import io.ridgeline.regularize.step.LayerRateDecay;
import io.ridgeline.regularize.step.Lookahead;
import io.ridgeline.regularize.weight.DropConnect;
import io.ridgeline.regularize.weight.SpectralNorm;
import io.ridgeline.regularize.weight.WeightNoise;
import io.ridgeline.regularize.weight.WeightStandardization;
import io.ridgeline.trial.TrialOutcome;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where only one order of two methods makes sense, an arm may list them in either. */
@ExtendWith(NoLeaks.class)
class OrderTest {
  static List<List<Regularizer>> pairs() {
    return List.of(
        List.of(new AugMix(3, 0), new Fgsm(0.1)),
        List.of(new AugMix(3, 0), new Vat(1)),
        List.of(new AugMix(3, 0), new InputGradient(0.1)),
        List.of(new AugMix(3, 12), new InputGradient(0.1)),
        List.of(new AugMix(3, 0), new Jacobian(0.1)),
        List.of(new AugMix(3, 12), new ManifoldMixup(1)),
        List.of(new ManifoldMixup(1), new Vat(1)),
        List.of(new Lookahead(5, 0.5), new LayerRateDecay(0.5)),
        List.of(new SpectralNorm(), new WeightStandardization()),
        List.of(new SpectralNorm(), new DropConnect(0.2)),
        List.of(new SpectralNorm(), new WeightNoise(0.1)));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void eitherOrderIsOneRun(List<Regularizer> pair) {
    TinyRun run = TinyRun.of(pair);
    TinyRun reversed = TinyRun.of(List.of(pair.get(1), pair.get(0)));
    assertInstanceOf(TrialOutcome.Completed.class, run.outcome());
    assertEquals(run.epochs(), reversed.epochs());
    assertEquals(run.evidence(), reversed.evidence());
    run.weights().forEach((name, w) -> assertArrayEquals(w, reversed.weights().get(name), name));
  }

  @Test
  void slowWeightsThatNeverMoveAreWhatIsLeftInEveryLayer() {
    Mlp plan = new Mlp(List.of(6, 4));
    TinyRun untrained = TinyRun.of(List.of(), plan, 22, 0, 1);
    TinyRun run =
        TinyRun.of(List.of(new Lookahead(5, 1e-12), new LayerRateDecay(0.5)), plan, 22, 0.01, 2);
    untrained
        .weights()
        .forEach((name, w) -> assertArrayEquals(w, run.weights().get(name), 1e-6f, name));
  }
}
