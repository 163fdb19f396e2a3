package io.ridgeline.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.StoreException;
import io.ridgeline.StudyFileException;
import io.ridgeline.describe.Descriptor;
import io.ridgeline.trial.TrialRecord;
import io.ridgeline.trial.TrialRunner;
import io.ridgeline.trial.TrialSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A tuned study: searches first, then the study's own trials with what they chose. */
@Timeout(120)
final class TunedStudyTest {
  private static final int SEARCH = 9 + 3;

  @TempDir Path temporary;

  private static StudySpec spec(String sampler) {
    return StudyFile.parse(
        """
        study: fake
        task: classification
        data: {phantom: {patients: 20}}
        model: resnet
        training: {epochs: 9}
        seeds: 2
        tuning: {trials: 9, sampler: SAMPLER}
        arms:
          none: []
          l1: [{l1: tune}]
          diverges: [{dropout: {rate: {tune: [0.1, 0.5]}}}]
        """
            .replace("SAMPLER", sampler),
        "fake.yaml",
        Path.of(""),
        TestVocabulary.VOCABULARY,
        Overrides.NONE);
  }

  private static StudyPlan plan(StudySpec spec, String data) {
    List<StudyPlan.SplitNames> splits =
        List.of(new StudyPlan.SplitNames("holdout", List.of("holdout-inner"), List.of()));
    Map<String, Descriptor> methods = TestVocabulary.VOCABULARY.methods();
    return StudyPlan.of(spec, splits, methods, data, "");
  }

  private TrialStore open(StudySpec spec, String name) {
    return TrialStore.open(
        temporary.resolve(name), spec, new Disk(), temporary.resolve("crash.log"));
  }

  private static void run(TrialStore store, StudySpec spec, TrialRunner runner, int workers)
      throws InterruptedException {
    new StudyRunner(store, runner, workers, StudyProgress.SILENT).run(plan(spec, FakeStudy.DATA));
  }

  private static String results(TrialStore store, StudySpec spec) {
    List<TrialRecord> all = store.trials().records();
    List<TrialRecord> own = all.stream().filter(r -> r.spec().split().equals("holdout")).toList();
    return ResultsFile.json(
        Results.of(spec, FakeStudy.cohort(), List.of(FakeStudy.split()), own)
            .with(TuningResults.of(spec, plan(spec, FakeStudy.DATA), all), null));
  }

  @Test
  void everyArmHasTheSameBudgetAndItsOwnTrialsTakeWhatWasChosen() throws Exception {
    StudySpec spec = spec("halton");
    assertEquals(3 * (SEARCH + 2), plan(spec, FakeStudy.DATA).size());
    try (TrialStore store = open(spec, "s")) {
      run(store, spec, FakeStudy.runner(0), 2);
      List<TrialRecord> all = store.trials().records();
      Map<String, Long> searched =
          all.stream()
              .filter(r -> r.spec().split().equals("holdout-inner"))
              .collect(Collectors.groupingBy(r -> r.spec().arm().name(), Collectors.counting()));
      assertEquals(Map.of("none", 12L, "l1", 12L, "diverges", 12L), searched);
      TuningResults found =
          Objects.requireNonNull(TuningResults.of(spec, plan(spec, FakeStudy.DATA), all));
      for (TuningResults.ArmSearch arm : found.arms()) {
        TuningResults.Chosen chosen = arm.chosen().get(0);
        assertEquals(9, arm.bestOf().size());
        List<TrialSpec> own =
            all.stream()
                .map(TrialRecord::spec)
                .filter(t -> t.split().equals("holdout") && t.arm().name().equals(arm.arm()))
                .toList();
        assertEquals(2, own.size());
        for (TrialSpec trial : own) {
          assertEquals(9, trial.training().epochs());
          assertEquals(
              chosen.values().get("learningRate"), trial.training().learningRate(), arm.arm());
        }
        if (arm.arm().equals("l1")) {
          assertEquals(
              chosen.values().get("l1.lambda"),
              own.get(0).arm().methods().get(0).values().get("lambda"));
        }
      }
    }
  }

  @Test
  void workersDoNotChangeTheResults() throws Exception {
    for (String sampler : List.of("halton", "tpe")) {
      StudySpec spec = spec(sampler);
      String expected = null;
      for (int workers : List.of(1, 2, 8)) {
        try (TrialStore store = open(spec, sampler + workers)) {
          run(store, spec, FakeStudy.runner(workers), workers);
          String json = results(store, spec);
          expected = expected == null ? json : expected;
          assertEquals(expected, json);
        }
      }
    }
  }

  /** The process ends after every number of trials in turn; what is left is run, nothing twice. */
  @Test
  void aStudyCutOffAnywhereGoesOnAsIfItHadNotBeen() throws Exception {
    StudySpec spec = spec("tpe");
    String undisturbed;
    try (TrialStore store = open(spec, "whole")) {
      run(store, spec, FakeStudy.runner(0), 1);
      undisturbed = results(store, spec);
    }
    for (int cut = 1; cut < 3 * (SEARCH + 2); cut += 9) {
      String name = "cut" + cut;
      int end = cut;
      AtomicInteger begun = new AtomicInteger();
      try (TrialStore store = open(spec, name)) {
        TrialRunner stopping =
            (trial, folder, progress) -> {
              if (begun.incrementAndGet() > end) {
                throw new StoreException(StoreException.Reason.IO, folder, "as ordered", null);
              }
              return FakeStudy.record(trial);
            };
        assertThrows(StoreException.class, () -> run(store, spec, stopping, 1));
        assertEquals(cut, store.trials().finished().size());
      }
      AtomicInteger rest = new AtomicInteger();
      try (TrialStore store = open(spec, name)) {
        run(
            store,
            spec,
            (trial, folder, progress) -> {
              rest.incrementAndGet();
              return FakeStudy.record(trial);
            },
            2);
        assertEquals(undisturbed, results(store, spec));
      }
      assertEquals(3 * (SEARCH + 2) - cut, rest.get());
    }
  }

  @Test
  void trialsOfOtherDataAreRefused() throws Exception {
    StudySpec spec = spec("halton");
    try (TrialStore store = open(spec, "s")) {
      run(store, spec, FakeStudy.runner(0), 2);
      StudyPlan other = plan(spec, "1".repeat(64));
      StudyRunner runner = new StudyRunner(store, FakeStudy.runner(0), 1, StudyProgress.SILENT);
      String message =
          String.valueOf(
              assertThrows(StudyFileException.class, () -> runner.run(other)).getMessage());
      assertTrue(message.contains("other data"), message);
    }
  }

  /** All trials of this arm's search with seed 0 diverge in the fake study. */
  @Test
  void ifNothingCompletesTheStudyFilesOwnValuesAreTaken() throws Exception {
    StudySpec spec = spec("halton");
    try (TrialStore store = open(spec, "s")) {
      run(store, spec, FakeStudy.runner(0), 2);
      TuningResults found =
          Objects.requireNonNull(
              TuningResults.of(
                  spec, plan(spec, FakeStudy.DATA), new ArrayList<>(store.trials().records())));
      TuningResults.ArmSearch diverged = found.arms().get(2);
      assertEquals(12, diverged.notCompleted());
      assertEquals(2e-3, diverged.chosen().get(0).values().get("learningRate"));
      assertTrue(Double.isNaN(diverged.chosen().get(0).value()));
    }
  }
}
