package io.ridgeline.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.ridgeline.data.ClassLabel;
import io.ridgeline.data.Cohort;
import io.ridgeline.data.DataSpec.Preparation;
import io.ridgeline.data.Example;
import io.ridgeline.data.Prepared;
import io.ridgeline.deploy.Predictor;
import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Streams;
import io.ridgeline.engine.NoLeaks;
import io.ridgeline.engine.Optimizer;
import io.ridgeline.image.Image;
import io.ridgeline.loss.Loss;
import io.ridgeline.model.Architecture;
import io.ridgeline.model.Cnn;
import io.ridgeline.model.Mlp;
import io.ridgeline.model.ResNet;
import io.ridgeline.regularize.Catalog;
import io.ridgeline.regularize.Kind;
import io.ridgeline.regularize.Regularizer;
import io.ridgeline.trial.Predictions;
import io.ridgeline.trial.Setting;
import io.ridgeline.trial.TrialOutcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a classifier says of a part, its package says of every image of it, alone. */
@ExtendWith(NoLeaks.class)
class RoundTripTest {
  private static final int IMAGES = 31;

  @TempDir Path folder;

  /** Methods that change how a model predicts, alone and in each other's company. */
  static List<List<Setting>> arms() {
    List<List<Setting>> arms = new ArrayList<>();
    // every noise under mc-dropout, and what is averaged or used otherwise than it is trained
    Kind.NOISE.listed(Catalog.descriptors().values()).stream()
        .map(Descriptor::name)
        .forEach(noise -> arms.add(settings(noise, "mc-dropout")));
    Kind.WEIGHTS_AT_USE.listed(Catalog.descriptors().values()).stream()
        .map(Descriptor::name)
        .forEach(transform -> arms.add(settings(transform, "swa", "temperature")));
    arms.add(settings("temperature"));
    arms.add(settings("test-time-augmentation"));
    arms.add(settings("dropout", "mc-dropout", "test-time-augmentation", "temperature"));
    arms.add(settings("temperature", "test-time-augmentation", "mc-dropout", "drop-block"));
    arms.add(settings("ema", "max-norm", "early-stopping", "temperature"));
    return arms;
  }

  private static List<Setting> settings(String... names) {
    return Stream.of(names)
        .map(
            name ->
                switch (name) {
                  case "mc-dropout" -> new Setting(name, Map.of("passes", 3));
                  case "test-time-augmentation" ->
                      new Setting(name, Map.of("symmetries", "dihedral"));
                  default -> new Setting(name, Map.of());
                })
        .toList();
  }

  private static Cohort cohort(int classes) {
    var random = Streams.random(5);
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < IMAGES; i++) {
      int label = i % classes;
      float[] values = new float[3 * 9 * 14];
      for (int p = 0; p < values.length; p++) {
        values[p] = random.nextInt(200) + (p % 126 < 63 ? 20 * label : 0);
      }
      Image image = new Image(3, 9, 14, 255, values);
      examples.add(new Example("i" + i, "p" + i, image, new ClassLabel(label), "", Map.of()));
    }
    return new Cohort(
        "made up", List.of("a", "b", "c").subList(0, classes), examples, true, List.of());
  }

  @ParameterizedTest
  @MethodSource("arms")
  void thePackageSaysWhatTheClassifierSays(List<Setting> arm) throws Exception {
    int turn = arms().indexOf(arm);
    Architecture plan =
        List.of(new ResNet(4, List.of(1, 1)), new Cnn(4, 2), new Mlp(List.of(6, 4))).get(turn % 3);
    Loss loss = Loss.all().get(turn % 2 == 0 ? 1 : turn % 3);
    Prepared prepared =
        Prepared.of(
            cohort(2 + turn / 2 % 2), new Preparation(List.of(), 0, Preparation.Resize.STRETCH));
    List<Regularizer> methods = Catalog.create(arm);
    TrainingPlan training =
        new TrainingPlan(
            new Optimizer.Adam(), 0.01, new LearningRate.Constant(), loss, 5, 2, "auroc");
    int[] validation = IntStream.range(21, IMAGES).toArray();
    Path path = folder.resolve("model.zip");
    Predictions said;
    try (Classifier classifier = new Classifier(plan, training, methods)) {
      History history =
          classifier.fit(
              new Subset(prepared, IntStream.range(0, 21).toArray()),
              new Subset(prepared, validation));
      assertInstanceOf(TrialOutcome.Completed.class, history.outcome());
      said = classifier.predict(new Subset(prepared, validation));
      double[][] alone = classifier.predict(new Subset(prepared, new int[] {25})).probabilities();
      assertArrayEquals(said.probabilities()[4], alone[0], 1e-6);
      classifier.save(path);
    }
    try (Predictor predictor = Predictor.open(path)) {
      for (int i = 0; i < validation.length; i++) {
        assertArrayEquals(
            said.probabilities()[i],
            predictor.predict(prepared.cohort().examples().get(validation[i]).image()),
            1e-6);
      }
    }
  }
}
