package io.ridgeline.train;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.ridgeline.engine.NoLeaks;
import io.ridgeline.regularize.Regularizer;
import io.ridgeline.regularize.noise.Dropout;
import io.ridgeline.regularize.objective.AugMix;
import io.ridgeline.regularize.objective.Fgsm;
import io.ridgeline.regularize.objective.InputGradient;
import io.ridgeline.regularize.objective.Jacobian;
import io.ridgeline.regularize.objective.ManifoldMixup;
import io.ridgeline.regularize.objective.RDrop;
import io.ridgeline.regularize.objective.SelfDistillation;
import io.ridgeline.regularize.objective.Vat;
import io.ridgeline.trial.TrialOutcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class NestedObjectivesTest {
  @Test
  void objectivesWrapEachOtherInAnyOrder() {
    List<Regularizer> methods =
        new ArrayList<>(
            List.of(
                new Dropout(0.3),
                new SelfDistillation(1, 2, 0.9),
                new Fgsm(0.1),
                new RDrop(1),
                new InputGradient(0.01),
                new Vat(1),
                new Jacobian(0.01),
                new AugMix(3, 0),
                new ManifoldMixup(1)));
    assertInstanceOf(TrialOutcome.Completed.class, TinyRun.of(methods).outcome());
    Collections.reverse(methods);
    assertInstanceOf(TrialOutcome.Completed.class, TinyRun.of(methods).outcome());
  }
}
