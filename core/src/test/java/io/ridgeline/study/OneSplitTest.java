package io.ridgeline.study;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.data.Cohort;
import io.ridgeline.data.Example;
import io.ridgeline.statistics.DeLong;
import io.ridgeline.statistics.Interval;
import io.ridgeline.statistics.PairedBootstrap;
import io.ridgeline.statistics.PairedComparison;
import io.ridgeline.study.StudyResults.ArmResult;
import io.ridgeline.study.StudyResults.Comparison;
import io.ridgeline.study.StudyResults.Summary;
import io.ridgeline.trial.Part;
import io.ridgeline.trial.Predictions;
import io.ridgeline.trial.TrialRecord;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One official or hold-out split: what is compared, over which trials, by which test. */
class OneSplitTest {
  @Test
  void withOneImageAPatientDeLongIsASecondFigure() {
    Cohort pairs = FakeStudy.cohort();
    Cohort singles =
        new Cohort(
            pairs.name(),
            pairs.classes(),
            pairs.examples().stream()
                .map(e -> new Example(e.id(), e.id(), e.image(), e.target(), e.part(), Map.of()))
                .toList(),
            pairs.simulated(),
            pairs.left());
    StudySpec spec = FakeStudy.spec();
    List<TrialRecord> records = FakeStudy.plan().stream().map(FakeStudy::record).toList();
    StudyResults results = Results.of(spec, singles, List.of(FakeStudy.split()), records);
    double[][][][] scores = new double[2][6][][];
    for (TrialRecord record : records) {
      int arm = spec.arms().indexOf(record.spec().arm());
      if (arm < 2) {
        scores[arm][record.spec().seed()] =
            ((Predictions) requireNonNull(record.predictions().get(Part.TEST))).probabilities();
      }
    }
    PairedComparison deLong =
        DeLong.of(
                IntStream.range(46, 60).map(i -> i % 2).toArray(),
                DeLong.seedAverage(scores[1]),
                DeLong.seedAverage(scores[0]))
            .difference();
    Comparison difference = requireNonNull(results.arms().get(1).difference());
    assertTrue(
        difference
            .method()
            .endsWith(
                String.format(
                    Locale.ROOT,
                    "DeLong on probabilities averaged over seeds: %.4f [%.4f, %.4f], p = %.3g",
                    deLong.mean(),
                    deLong.low(),
                    deLong.high(),
                    deLong.p())),
        difference.method());
  }

  @Test
  void oneSplitIsComparedByThePairedBootstrapOverPatients() {
    StudySpec spec = FakeStudy.spec();
    List<TrialRecord> records = FakeStudy.plan().stream().map(FakeStudy::record).toList();
    Cohort cohort = FakeStudy.cohort();
    StudyResults results = Results.of(spec, cohort, List.of(FakeStudy.split()), records);
    double[][][][] scores = new double[4][6][][];
    for (TrialRecord record : records) {
      Predictions p = (Predictions) record.predictions().get(Part.TEST);
      scores[spec.arms().indexOf(record.spec().arm())][record.spec().seed()] =
          p == null ? new double[0][] : p.probabilities();
    }
    PairedBootstrap bootstrap =
        new PairedBootstrap(
            IntStream.range(46, 60).map(i -> i % 2).toArray(),
            IntStream.range(46, 60).mapToObj(i -> "g" + i / 2).toList(),
            scores,
            List.of("auroc"),
            2000,
            spec.seed());
    ArmResult diverges = results.arms().get(2);
    Summary auroc = diverges.metrics().get("auroc");
    assertNotNull(auroc);
    assertEquals(bootstrap.mean(2, "auroc"), new Interval(auroc.mean(), auroc.low(), auroc.high()));
    assertEquals(4, auroc.values().size());
    Comparison difference = diverges.difference();
    assertNotNull(difference);
    assertEquals(bootstrap.difference(2, 0, "auroc").p(), difference.p());
    assertTrue(difference.method().endsWith("; 4 of 6 pairs of trials completed"));
    assertTrue(difference.method().contains("7 patients"), difference.method());
    // A cross-entropy is bounded as the log loss of the same predictions.
    Summary loss = diverges.gap().get("loss");
    Summary logLoss = diverges.gap().get("log-loss");
    assertNotNull(loss);
    assertNotNull(logLoss);
    assertEquals(-logLoss.high(), loss.low());
    assertEquals(-logLoss.low(), loss.high());
  }
}
