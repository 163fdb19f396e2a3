package io.ridgeline.tune;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Method;
import io.ridgeline.describe.Real;
import io.ridgeline.metric.Metrics;
import io.ridgeline.trial.Arm;
import io.ridgeline.trial.Part;
import io.ridgeline.trial.Predictions;
import io.ridgeline.trial.Setting;
import io.ridgeline.trial.TrainingSpec;
import io.ridgeline.trial.TrialOutcome;
import io.ridgeline.trial.TrialRecord;
import io.ridgeline.trial.TrialSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Searches whose trials are a formula of what they were given. */
final class SearchTest {
  private static final Descriptor DROPOUT = Descriptor.of(Dropout.class);

  @Method(name = "dropout", summary = "For these tests.")
  record Dropout(
      @Real(
              doc = "rate",
              def = 0.5,
              max = 1,
              search = {0, 0.8})
          double rate) {}

  private static final TrainingSpec TRAINING =
      new TrainingSpec(
          new Setting("adam", Map.of()), 1e-3, new Setting("constant", Map.of()), "ce", 8, 90);

  private static Tuning tuning(int trials, Tuning.Proposals sampler, Tuning.Pruning pruning) {
    return new Tuning(trials, 0.2, 0, sampler, pruning, List.of(1e-4, 1e-1));
  }

  private static Search search(Tuning tuning, String... inner) {
    Arm arm = new Arm("dropout", List.of(new Setting("dropout", Map.of("rate", 0.5))));
    List<TrialSpec> trials = new ArrayList<>();
    for (String name : inner) {
      trials.add(
          new TrialSpec(
              arm, name, 0, 1, new Setting("cnn", Map.of()), TRAINING, "accuracy", "d", "", 1));
    }
    return new Search(
        new Space(
            arm,
            TRAINING,
            List.of(new Dimension("dropout", DROPOUT.parameters().get(0))),
            tuning.learningRate(),
            Map.of("dropout", DROPOUT)),
        tuning,
        Metrics.named("accuracy"),
        trials,
        3);
  }

  private static double rate(TrialSpec trial) {
    return (Double) Objects.requireNonNull(trial.arm().methods().get(0).values().get("rate"));
  }

  /** An accuracy in steps of 1/1000. */
  private static TrialRecord record(TrialSpec spec, double accuracy) {
    int n = 1000;
    int[] examples = new int[n];
    int[] labels = new int[n];
    double[][] probabilities = new double[n][];
    for (int i = 0; i < n; i++) {
      examples[i] = i;
      labels[i] = i % 2;
      double right = i < accuracy * n ? 0.9 : 0.1;
      probabilities[i] =
          i % 2 == 1 ? new double[] {1 - right, right} : new double[] {right, 1 - right};
    }
    boolean failed = Double.isNaN(accuracy);
    return new TrialRecord(
        spec,
        failed ? new TrialOutcome.Diverged(1, 1, "loss") : new TrialOutcome.Completed(1, 1, ""),
        List.of(),
        failed
            ? Map.of()
            : Map.of(Part.VALIDATION, new Predictions(examples, labels, probabilities)),
        Map.of(),
        Map.of(),
        1,
        new TrialRecord.Timing(1, 1));
  }

  /** Runs a search to its end, always one random trial of those known, and gives all trials. */
  private static Map<TrialSpec, TrialRecord> run(
      Search search, ToDoubleFunction<TrialSpec> accuracy, long order) {
    Map<TrialSpec, TrialRecord> records = new HashMap<>();
    Random random = new Random(order);
    while (true) {
      List<TrialSpec> left =
          new ArrayList<>(search.standing(t -> Optional.ofNullable(records.get(t))).trials());
      left.removeAll(records.keySet());
      if (left.isEmpty()) {
        return records;
      }
      TrialSpec next = left.get(random.nextInt(left.size()));
      records.put(next, record(next, accuracy.applyAsDouble(next)));
    }
  }

  private static Search.Scored chosen(Search search, Map<TrialSpec, TrialRecord> records) {
    return search.standing(t -> Optional.ofNullable(records.get(t))).chosen().orElseThrow();
  }

  private static double hill(TrialSpec trial) {
    double far = Math.log10(trial.training().learningRate() / 1e-2);
    return 0.9 - 0.05 * far * far - 0.3 * Math.pow(rate(trial) - 0.2, 2);
  }

  @Test
  void theBestOfAllIsChosenWithoutPruning() {
    Search search =
        search(tuning(20, Tuning.Proposals.HALTON, Tuning.Pruning.NONE), "official-inner");
    Map<TrialSpec, TrialRecord> records = run(search, SearchTest::hill, 0);
    assertEquals(20, records.size());
    assertEquals(20, search.size());
    double best = records.keySet().stream().mapToDouble(SearchTest::hill).max().orElseThrow();
    Search.Scored chosen = chosen(search, records);
    assertEquals(best, chosen.value(), 1e-3);
    assertEquals(90, chosen.epochs());
    assertEquals(Set.of("learningRate", "dropout.rate"), chosen.candidate().values().keySet());
  }

  @Test
  void theFirstConfigurationIsTheStudyFilesOwn() {
    Search search =
        search(tuning(5, Tuning.Proposals.HALTON, Tuning.Pruning.NONE), "official-inner");
    TrialSpec first = search.standing(t -> Optional.empty()).trials().get(0);
    assertEquals(1e-3, first.training().learningRate());
    assertEquals(0.5, rate(first));
  }

  @Test
  void halvingTrainsTheBestThirdForLonger() {
    Search search =
        search(tuning(12, Tuning.Proposals.HALTON, Tuning.Pruning.HALVING), "official-inner");
    Map<TrialSpec, TrialRecord> records = run(search, SearchTest::hill, 1);
    assertEquals(16, records.size());
    assertEquals(16, search.size());
    List<Double> at10 =
        records.keySet().stream()
            .filter(t -> t.training().epochs() == 10)
            .map(SearchTest::hill)
            .sorted()
            .toList();
    List<Double> at30 =
        records.keySet().stream()
            .filter(t -> t.training().epochs() == 30)
            .map(SearchTest::hill)
            .sorted()
            .toList();
    assertEquals(12, at10.size());
    assertEquals(at10.subList(8, 12), at30);
  }

  /** What a search finds may not depend on which of its trials ends first. */
  @Test
  void theOrderInWhichTrialsEndDoesNotMatter() {
    for (Tuning.Proposals sampler : Tuning.Proposals.values()) {
      Set<Map<TrialSpec, TrialRecord>> different = new HashSet<>();
      Set<Search.Scored> outcomes = new HashSet<>();
      for (long order = 0; order < 5; order++) {
        Search search = search(tuning(12, sampler, Tuning.Pruning.HALVING), "a-inner1", "a-inner2");
        Map<TrialSpec, TrialRecord> records = run(search, SearchTest::hill, order);
        different.add(Map.copyOf(records));
        outcomes.add(chosen(search, records));
      }
      assertEquals(1, outcomes.size(), sampler.name());
      assertEquals(1, different.stream().map(Map::keySet).distinct().count(), sampler.name());
    }
  }

  @Test
  void innerFoldsAreAveraged() {
    Search search =
        search(tuning(6, Tuning.Proposals.HALTON, Tuning.Pruning.NONE), "a-inner1", "a-inner2");
    Map<TrialSpec, TrialRecord> records =
        run(search, t -> hill(t) - (t.split().equals("a-inner2") ? 0.2 : 0), 2);
    assertEquals(12, records.size());
    double best = records.keySet().stream().mapToDouble(SearchTest::hill).max().orElseThrow();
    assertEquals(best - 0.1, chosen(search, records).value(), 1e-3);
  }

  @Test
  void whatDivergesIsNotChosenAndIfAllDoTheStudyFilesOwnIs() {
    Tuning tuning = tuning(12, Tuning.Proposals.TPE, Tuning.Pruning.HALVING);
    Search search = search(tuning, "official-inner");
    Map<TrialSpec, TrialRecord> records =
        run(search, t -> t.training().learningRate() > 2e-3 ? Double.NaN : hill(t), 3);
    assertTrue(chosen(search, records).candidate().training().learningRate() <= 2e-3);
    Search hopeless = search(tuning, "official-inner");
    Map<TrialSpec, TrialRecord> all = run(hopeless, t -> Double.NaN, 4);
    Search.Scored usual = chosen(hopeless, all);
    assertEquals(1e-3, usual.candidate().training().learningRate());
    assertTrue(Double.isNaN(usual.value()));
  }

  /** Arms are compared at the same learning rates. */
  @Test
  void everyArmTriesTheSameLearningRates() {
    Tuning tuning = tuning(8, Tuning.Proposals.HALTON, Tuning.Pruning.NONE);
    Search plain =
        new Search(
            new Space(
                new Arm("none", List.of()), TRAINING, List.of(), tuning.learningRate(), Map.of()),
            tuning,
            Metrics.named("accuracy"),
            List.of(
                new TrialSpec(
                    new Arm("none", List.of()),
                    "official-inner",
                    0,
                    1,
                    new Setting("cnn", Map.of()),
                    TRAINING,
                    "accuracy",
                    "d",
                    "",
                    1)),
            3);
    assertEquals(rates(search(tuning, "official-inner")), rates(plain));
  }

  private static List<Double> rates(Search search) {
    return search.standing(t -> Optional.empty()).trials().stream()
        .map(t -> t.training().learningRate())
        .toList();
  }
}
