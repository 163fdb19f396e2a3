package io.ridgeline.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.StudyFileException;
import io.ridgeline.deploy.ModelPackage;
import io.ridgeline.deploy.NamedArray;
import io.ridgeline.deploy.Predictor;
import io.ridgeline.engine.NoLeaks;
import io.ridgeline.engine.Optimizer;
import io.ridgeline.loss.CrossEntropy;
import io.ridgeline.model.Cnn;
import io.ridgeline.regularize.Catalog;
import io.ridgeline.regularize.Regularizer;
import io.ridgeline.regularize.ensemble.SnapshotEnsemble;
import io.ridgeline.trial.Predictions;
import io.ridgeline.trial.Setting;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An ensemble from its training to a package and back. */
@ExtendWith(NoLeaks.class)
class EnsembleTest {
  private static final Cnn CNN = new Cnn(3, 2);

  @TempDir Path folder;

  private static TrainingPlan plan(LearningRate schedule, int epochs) {
    return new TrainingPlan(
        new Optimizer.Sgd(0.9), 0.05, schedule, new CrossEntropy(), 8, epochs, "auroc");
  }

  private static void assertEqualArrays(
      Map<String, NamedArray> expected, Map<String, NamedArray> actual) {
    assertEquals(expected.keySet(), actual.keySet());
    expected.forEach(
        (name, array) ->
            assertArrayEquals(
                array.values(), Objects.requireNonNull(actual.get(name)).values(), name));
  }

  @Test
  void aMemberIsWhatATrainingOfItsCycleLeaves() throws InterruptedException {
    Path once = folder.resolve("once");
    Path cycles = folder.resolve("cycles");
    try (Classifier model =
        new Classifier(CNN, plan(new LearningRate.Cosine(0), 2), List.of(), 1)) {
      model.fit(TinyData.TRAIN, TinyData.VALIDATION);
      model.save(once);
    }
    Regularizer method = new SnapshotEnsemble(3, 3);
    try (Classifier model =
        new Classifier(CNN, plan(new LearningRate.OneCycle(0.3), 6), List.of(method), 1)) {
      History history = model.fit(TinyData.TRAIN, TinyData.VALIDATION);
      model.save(cycles);
      // an epoch is three steps and a cycle two epochs: ½(1 + cos 60°) and ½(1 + cos 150°)
      for (int epoch = 0; epoch < 6; epoch++) {
        assertEquals(
            0.05 * (epoch % 2 == 0 ? 0.75 : 0.0669872981),
            history.epochs().get(epoch).learningRate(),
            1e-10);
      }
    }
    ModelPackage ensemble = ModelPackage.read(cycles);
    assertEquals(2, ensemble.members().size());
    assertEqualArrays(ModelPackage.read(once).weights(), ensemble.members().get(0));
    assertFalse(
        Arrays.equals(
            Objects.requireNonNull(ensemble.members().get(1).get("fc.weight")).values(),
            Objects.requireNonNull(ensemble.weights().get("fc.weight")).values()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "weight-standardization", "max-norm", "sam", "dropout"})
  void aFreshPredictorSaysWhatTheClassifierSaid(String beside) throws InterruptedException {
    List<Regularizer> methods =
        beside.isEmpty()
            ? List.of(new SnapshotEnsemble(3, 3))
            : List.of(Catalog.create(new Setting(beside, Map.of())), new SnapshotEnsemble(3, 3));
    Predictions said;
    Path path = folder.resolve("model.zip");
    try (Classifier model = new Classifier(CNN, plan(new LearningRate.Constant(), 3), methods, 1)) {
      History history = model.fit(TinyData.TRAIN, TinyData.VALIDATION);
      said = model.predict(TinyData.VALIDATION);
      model.save(path);
      String evidence = history.evidence().get("snapshot-ensemble");
      assertTrue(String.valueOf(evidence).contains("changed the probabilities"), evidence);
    }
    assertEquals(2, ModelPackage.verify(path).size());
    ModelPackage read = ModelPackage.read(path);
    try (Predictor all = Predictor.open(path)) {
      assertSays(said, all, 1e-6);
    }
    // and it is the mean of what the three say alone
    double[][] mean = new double[said.size()][2];
    for (Map<String, NamedArray> weights :
        List.of(read.weights(), read.members().get(0), read.members().get(1))) {
      try (Predictor one = Predictor.of(new ModelPackage(read.model(), weights))) {
        for (int i = 0; i < mean.length; i++) {
          double[] p = one.predict(image(said.examples()[i]));
          mean[i][0] += p[0] / 3;
          mean[i][1] += p[1] / 3;
        }
      }
    }
    for (int i = 0; i < mean.length; i++) {
      assertArrayEquals(mean[i], said.probabilities()[i], 1e-6);
    }
  }

  private static io.ridgeline.image.Image image(int example) {
    return TinyData.IMAGES.cohort().examples().get(example).image();
  }

  private static void assertSays(Predictions expected, Predictor predictor, double within) {
    for (int i = 0; i < expected.size(); i++) {
      assertArrayEquals(
          expected.probabilities()[i], predictor.predict(image(expected.examples()[i])), within);
    }
  }

  @Test
  void keepingOneStillSetsTheRate() {
    TinyRun run = TinyRun.of(List.of(new SnapshotEnsemble(3, 1)));
    assertEquals(
        "set the learning rate of every step and kept 0 sets of weights beside the last",
        run.evidence().get("snapshot-ensemble"));
    // five steps an epoch and a cycle: ½(1 + cos 144°)
    assertEquals(0.01 * 0.0954915028, run.epochs().get(0).learningRate(), 1e-11);
  }

  @Test
  void whatAlsoSaysWhichWeightsPredictIsRefused() {
    StudyFileException e =
        assertThrows(
            StudyFileException.class,
            () ->
                new Classifier(
                    CNN,
                    plan(new LearningRate.Constant(), 3),
                    Catalog.create(
                        List.of(
                            new Setting("ema", Map.of()),
                            new Setting("snapshot-ensemble", Map.of())))));
    assertEquals(
        "ema and snapshot-ensemble both say which weights predict; list one", e.getMessage());
  }
}
