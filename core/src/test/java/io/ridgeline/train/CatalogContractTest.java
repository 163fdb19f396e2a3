package io.ridgeline.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.TaskKind;
import io.ridgeline.engine.NoLeaks;
import io.ridgeline.regularize.Catalog;
import io.ridgeline.regularize.Regularizer;
import io.ridgeline.trial.Setting;
import io.ridgeline.trial.TrialOutcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every method of the catalogue promises, shown in a real training. */
@ExtendWith(NoLeaks.class)
class CatalogContractTest {
  /** Values with which a method surely acts in so short a run, where its defaults might not. */
  private static final Map<String, Map<String, Object>> ACTING =
      Map.of(
          "max-norm", Map.of("limit", 0.2),
          "gradient-clipping", Map.of("limit", 0.05),
          "adaptive-clipping", Map.of("limit", 0.01),
          "early-stopping", Map.of("patience", 1));

  /** Methods without which another one has nothing to act on. */
  private static final Map<String, List<String>> COMPANIONS =
      Map.of("mc-dropout", List.of("dropout"), "r-drop", List.of("dropout"));

  static List<Descriptor> all() {
    return Catalog.descriptors().values().stream()
        .filter(d -> d.tasks().contains(TaskKind.CLASSIFICATION))
        .toList();
  }

  static List<Descriptor> withOffValue() {
    return all().stream().filter(d -> d.off() != null).toList();
  }

  private static List<Regularizer> companions(Descriptor d) {
    return COMPANIONS.getOrDefault(d.name(), List.of()).stream()
        .map(name -> Catalog.create(new Setting(name, Map.of())))
        .toList();
  }

  private static List<Regularizer> acting(Descriptor d) {
    return with(companions(d), ACTING.getOrDefault(d.name(), Map.of()), d);
  }

  private static List<Regularizer> with(
      List<Regularizer> companions, Map<String, Object> values, Descriptor d) {
    List<Regularizer> methods = new ArrayList<>(companions);
    methods.add(Catalog.create(new Setting(d.name(), values)));
    return methods;
  }

  private static void assertSameWeights(TinyRun expected, TinyRun actual) {
    assertEquals(expected.weights().keySet(), actual.weights().keySet());
    expected
        .weights()
        .forEach((name, values) -> assertArrayEquals(values, actual.weights().get(name), name));
    assertEquals(expected.epochs(), actual.epochs());
    assertTrue(Arrays.deepEquals(expected.probabilities(), actual.probabilities()));
  }

  @ParameterizedTest
  @MethodSource("withOffValue")
  void offIsTheBaselineToTheBit(Descriptor d) {
    Map<String, Object> off = d.off();
    assertNotNull(off);
    assertSameWeights(TinyRun.of(companions(d)), TinyRun.of(with(companions(d), off, d)));
  }

  @ParameterizedTest
  @MethodSource("all")
  void actsAndSaysSo(Descriptor d) {
    TinyRun run = TinyRun.of(acting(d));
    assertInstanceOf(TrialOutcome.Completed.class, run.outcome());
    String evidence = run.evidence().get(d.name());
    assertNotNull(evidence);
    assertFalse(evidence.contains("did nothing"), evidence);
    TinyRun baseline = TinyRun.of(companions(d));
    boolean differs = !Arrays.deepEquals(run.probabilities(), baseline.probabilities());
    assertTrue(differs || d.name().equals("early-stopping"), d.name() + ": " + evidence);
  }

  @ParameterizedTest
  @MethodSource("all")
  void sameSeedSameRunInAnyThread(Descriptor d) {
    TinyRun here = TinyRun.of(acting(d));
    TinyRun there = CompletableFuture.supplyAsync(() -> TinyRun.of(acting(d))).join();
    assertSameWeights(here, there);
    assertEquals(here.evidence(), there.evidence());
  }

  @ParameterizedTest
  @MethodSource("all")
  void worksInEveryModelAndWithALastBatchOfOne(Descriptor d) {
    for (var plan :
        List.of(
            new io.ridgeline.model.Linear(),
            new io.ridgeline.model.Mlp(List.of(6, 4)),
            new io.ridgeline.model.Cnn(4, 2))) {
      TinyRun run = TinyRun.of(acting(d), plan, 21, 0.01, 2);
      assertInstanceOf(TrialOutcome.Completed.class, run.outcome(), plan.toString());
      run.epochs()
          .forEach(
              e ->
                  assertTrue(
                      Double.isFinite(e.gradientNorm()) && Double.isFinite(e.weightNorm()),
                      e.toString()));
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void addingAMethodDoesNotChangeWhatAnotherDraws(Descriptor d) {
    // flip's line tells the change of its first batch, which hangs on its draws alone
    if (d.name().equals("flip")) {
      return;
    }
    Regularizer flip = Catalog.create(new Setting("flip", Map.of()));
    List<Regularizer> both = new ArrayList<>(List.of(flip));
    both.addAll(acting(d));
    assertEquals(
        TinyRun.of(List.of(flip)).evidence().get("flip"), TinyRun.of(both).evidence().get("flip"));
  }
}
