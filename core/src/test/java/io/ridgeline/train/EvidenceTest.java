package io.ridgeline.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.data.Shape;
import io.ridgeline.engine.NoLeaks;
import io.ridgeline.loss.CrossEntropy;
import io.ridgeline.model.Mlp;
import io.ridgeline.regularize.averaging.Ema;
import io.ridgeline.regularize.averaging.Swa;
import io.ridgeline.regularize.control.EarlyStopping;
import io.ridgeline.regularize.objective.AugMix;
import io.ridgeline.regularize.objective.Fgsm;
import io.ridgeline.regularize.step.GroupLasso;
import io.ridgeline.regularize.weight.SpectralNorm;
import io.ridgeline.trial.TrialOutcome;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a method's line says is so, in other methods' company too. */
@ExtendWith(NoLeaks.class)
class EvidenceTest {
  @Test
  void theLineOfAnInnerObjectiveIsThatOfItsFirstPass() {
    // AugMix asks for the clean batch first, as the arm without it does
    String alone = TinyRun.of(List.of(new Fgsm(0.1))).evidence().get("fgsm");
    String inside = TinyRun.of(List.of(new Fgsm(0.1), new AugMix(3, 12))).evidence().get("fgsm");
    assertEquals(alone, inside);
  }

  @Test
  void anAverageThatIsYetToBeginSaysNothing() {
    // the first epoch is the best of a training that only gets worse, and the second one stops it
    TinyRun run =
        TinyRun.of(
            List.of(new SpectralNorm(), new Swa(0.9), new EarlyStopping(1, "loss")),
            new TinyRun.Setup(new Mlp(List.of(6)), new CrossEntropy(), 2, new Shape(1, 8, 8)),
            22,
            5,
            20);
    TrialOutcome.Completed outcome = assertInstanceOf(TrialOutcome.Completed.class, run.outcome());
    assertTrue(outcome.epochs() < 18, outcome.toString());
    assertEquals("did nothing in this run", run.evidence().get("swa"));
  }

  @Test
  void theLineOfAnAverageHoldsWhereAllWeightsAreZero() {
    String line =
        TinyRun.of(List.of(new GroupLasso(10), new Ema(0.99))).evidence().getOrDefault("ema", "");
    assertTrue(line.contains("the last ones, whose norm is 0"), line);
  }
}
