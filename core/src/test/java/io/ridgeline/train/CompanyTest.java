package io.ridgeline.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.data.Shape;
import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Streams;
import io.ridgeline.describe.TaskKind;
import io.ridgeline.engine.NoLeaks;
import io.ridgeline.loss.Loss;
import io.ridgeline.model.Cnn;
import io.ridgeline.model.Linear;
import io.ridgeline.model.Mlp;
import io.ridgeline.model.ResNet;
import io.ridgeline.regularize.Catalog;
import io.ridgeline.trial.Setting;
import io.ridgeline.trial.TrialOutcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every method beside another one, drawn by a seed as is what they train: any loss, two classes or
 * three, grey squares or colour images that are not square, and a last batch of one.
 */
@ExtendWith(NoLeaks.class)
class CompanyTest {
  private static final long SEED = 11;

  static List<Descriptor> all() {
    return Catalog.descriptors().values().stream()
        .filter(d -> d.tasks().contains(TaskKind.CLASSIFICATION))
        .toList();
  }

  private static <T> T drawn(List<T> from, RandomGenerator random) {
    return from.get(random.nextInt(from.size()));
  }

  /** The method and another that may stand beside it, in either order; dropout if one needs it. */
  private static List<Setting> arm(Descriptor method, RandomGenerator random) {
    while (true) {
      List<Setting> arm = new ArrayList<>();
      arm.add(new Setting(method.name(), Map.of()));
      arm.add(random.nextInt(2), new Setting(drawn(all(), random).name(), Map.of()));
      if (Catalog.conflict(arm).isPresent()) {
        arm.add(new Setting("dropout", Map.of()));
      }
      if (Catalog.conflict(arm).isEmpty()) {
        return arm;
      }
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void trainsAndPredictsBesideAnother(Descriptor method) {
    RandomGenerator random = Streams.random(Streams.seed(SEED, method.name()));
    List<Setting> arm = arm(method, random);
    TinyRun.Setup setup =
        new TinyRun.Setup(
            drawn(
                List.of(
                    new ResNet(4, List.of(1, 1)),
                    new Cnn(4, 2),
                    new Mlp(List.of(6, 4)),
                    new Linear()),
                random),
            drawn(Loss.of(TaskKind.CLASSIFICATION), random),
            2 + random.nextInt(2),
            drawn(List.of(new Shape(1, 8, 8), new Shape(3, 9, 14)), random));
    TinyRun run = TinyRun.of(Catalog.create(arm), setup, 21, 0.01, 2);
    String what = arm + " " + setup;
    assertInstanceOf(TrialOutcome.Completed.class, run.outcome(), what);
    run.weights()
        .forEach(
            (name, values) -> {
              for (float w : values) {
                assertTrue(Float.isFinite(w), what + " " + name);
              }
            });
    for (double[] row : run.probabilities()) {
      assertEquals(1, Arrays.stream(row).sum(), 1e-9, what);
    }
    run.evidence()
        .forEach((name, line) -> assertFalse(line.matches(".*(NaN|Inf).*"), name + ": " + line));
  }
}
