package io.ridgeline.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.engine.NoLeaks;
import io.ridgeline.model.Mlp;
import io.ridgeline.model.ResNet;
import io.ridgeline.regularize.averaging.Ema;
import io.ridgeline.regularize.control.EarlyStopping;
import io.ridgeline.regularize.step.ProximalL1;
import io.ridgeline.trial.TrialOutcome;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class TrainingTest {
  @Test
  void learnsWhatIsThere() {
    TinyRun run = TinyRun.of(List.of(), new ResNet(4, List.of(1, 1)), 40, 0.01, 20);
    assertTrue(run.epochs().get(19).trainLoss() < 0.1, run.epochs().get(19).toString());
    assertEquals(1, run.epochs().get(19).trainMetric(), 0.01);
  }

  @Test
  void aLossThatIsNotFiniteIsAnOutcomeWithItsStep() {
    TinyRun run = TinyRun.of(List.of(), new Mlp(List.of(6)), 22, 1e38, 3);
    TrialOutcome.Diverged outcome = assertInstanceOf(TrialOutcome.Diverged.class, run.outcome());
    assertTrue(outcome.step() >= 2 && outcome.step() <= 10, outcome.toString());
    assertTrue(outcome.what().contains("loss") || outcome.what().contains("weight"));
  }

  @Test
  void earlyStoppingLeavesTheWeightsOfTheKeptEpoch() {
    TinyRun run =
        TinyRun.of(
            List.of(new EarlyStopping(2, "loss")), new ResNet(4, List.of(1, 1)), 22, 0.05, 30);
    TrialOutcome.Completed outcome = assertInstanceOf(TrialOutcome.Completed.class, run.outcome());
    assertEquals("early-stopping", outcome.stoppedBy());
    assertEquals(outcome.epochs() - 2, outcome.evaluatedEpoch());
    double best = run.epochs().stream().mapToDouble(e -> e.validationLoss()).min().orElseThrow();
    assertEquals(best, run.epochs().get(outcome.evaluatedEpoch() - 1).validationLoss());
    double norm = 0;
    for (var e : run.weights().entrySet()) {
      boolean kernel = e.getKey().contains("conv") || e.getKey().contains("shortcut.0");
      if (kernel || e.getKey().equals("stem.0.weight") || e.getKey().equals("fc.weight")) {
        for (float v : e.getValue()) {
          norm += v * v;
        }
      }
    }
    assertEquals(
        run.epochs().get(outcome.evaluatedEpoch() - 1).weightNorm(), Math.sqrt(norm), 1e-4);
  }

  @Test
  void averagingDoesNotDisturbTheTrainingItself() {
    // gradient norms come from the weights that are trained, not from their average
    TinyRun plain = TinyRun.of(List.of());
    TinyRun averaged = TinyRun.of(List.of(new Ema(0.9)));
    assertArrayEquals(
        plain.epochs().stream().mapToDouble(e -> e.gradientNorm()).toArray(),
        averaged.epochs().stream().mapToDouble(e -> e.gradientNorm()).toArray());
  }

  @Test
  void sparsityCountsTrueZeros() {
    TinyRun run = TinyRun.of(List.of(new ProximalL1(5)));
    assertTrue(run.epochs().get(2).sparsity() > 0.05, run.epochs().get(2).toString());
    assertEquals(0, TinyRun.of(List.of()).epochs().get(2).sparsity());
  }
}
