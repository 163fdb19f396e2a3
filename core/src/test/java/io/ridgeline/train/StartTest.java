package io.ridgeline.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.StoreException;
import io.ridgeline.StudyFileException;
import io.ridgeline.deploy.ModelPackage;
import io.ridgeline.deploy.NamedArray;
import io.ridgeline.engine.NoLeaks;
import io.ridgeline.loss.BinaryCrossEntropy;
import io.ridgeline.loss.CrossEntropy;
import io.ridgeline.loss.Loss;
import io.ridgeline.model.Architecture;
import io.ridgeline.model.Cnn;
import io.ridgeline.model.Linear;
import io.ridgeline.model.Mlp;
import io.ridgeline.regularize.Regularizer;
import io.ridgeline.regularize.penalty.L2Sp;
import io.ridgeline.regularize.step.Freeze;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(NoLeaks.class)
class StartTest {
  /** A learning rate whose steps are lost in rounding. */
  private static final double NOTHING = 1e-30;

  @TempDir Path folder;

  private record Fit(History history, double[][] probabilities, Path saved) {
    float[] weight(String name) {
      return Objects.requireNonNull(ModelPackage.read(saved).weights().get(name), name).values();
    }
  }

  /** A fit, kept under {@code name}. */
  private Fit fit(
      String name,
      Architecture plan,
      Loss loss,
      double rate,
      @Nullable Path start,
      Regularizer... methods)
      throws InterruptedException {
    try (Classifier model =
        new Classifier(plan, TinyData.plan(loss, rate), List.of(methods), name.length())) {
      if (start != null) {
        model.startingFrom(start);
      }
      History history = model.fit(TinyData.TRAIN, TinyData.VALIDATION);
      Path saved = folder.resolve(name);
      model.save(saved);
      return new Fit(history, model.predict(TinyData.VALIDATION).probabilities(), saved);
    }
  }

  @Test
  void withoutStepsItPredictsAsTheModelItStartedFrom() throws InterruptedException {
    Architecture mlp = new Mlp(List.of(6));
    Fit first = fit("first.zip", mlp, new CrossEntropy(), 0.05, null);
    Fit second = fit("second", mlp, new CrossEntropy(), NOTHING, first.saved);
    assertTrue(Arrays.deepEquals(first.probabilities, second.probabilities));
    Fit random = fit("second-2", mlp, new CrossEntropy(), NOTHING, null);
    assertFalse(Arrays.deepEquals(first.probabilities, random.probabilities));
    String said = second.history.evidence().get("start");
    String hash = ModelPackage.read(first.saved).weightsHash();
    assertEquals("took 4 of 4 arrays from weights " + hash.substring(0, 12), said);
    assertEquals(said, ModelPackage.read(second.saved).model().provenance().start());
    assertTrue(ModelPackage.card(second.saved).contains("Starting weights: took 4 of 4 arrays"));
    assertTrue(ModelPackage.card(first.saved).contains("Starting weights: random."));
  }

  @Test
  void aHeadOfAnotherShapeStaysRandom() throws InterruptedException {
    Architecture cnn = new Cnn(3, 2);
    Fit two = fit("two", cnn, new CrossEntropy(), 0.05, null);
    Fit one = fit("one", cnn, new BinaryCrossEntropy(), NOTHING, two.saved);
    Fit fresh = fit("new", cnn, new BinaryCrossEntropy(), NOTHING, null); // its seed is that of one
    assertArrayEquals(two.weight("blocks.0.conv.weight"), one.weight("blocks.0.conv.weight"));
    assertArrayEquals(two.weight("blocks.1.bn.weight"), one.weight("blocks.1.bn.weight"));
    assertArrayEquals(fresh.weight("fc.weight"), one.weight("fc.weight"));
    String said = String.valueOf(one.history.evidence().get("start"));
    assertTrue(said.startsWith("took 10 of 12 arrays from weights "), said);
    assertTrue(said.endsWith("; 2 stayed random: fc.weight, fc.bias"), said);
    assertFalse(fresh.history.evidence().containsKey("start"));
  }

  @Test
  void runningStatisticsAreTaken() throws InterruptedException {
    String name = "blocks.0.bn.running_mean";
    Architecture cnn = new Cnn(3, 2);
    Fit first = fit("first", cnn, new CrossEntropy(), 0.05, null);
    ModelPackage original = ModelPackage.read(first.saved);
    Map<String, NamedArray> arrays = new LinkedHashMap<>(original.weights());
    float[] mean = first.weight(name).clone();
    for (int i = 0; i < mean.length; i++) {
      mean[i] += 10;
    }
    arrays.put(name, new NamedArray(new long[] {3}, mean));
    Path shifted = folder.resolve("shifted");
    new ModelPackage(original.model(), arrays).write(shifted);
    Fit a = fit("run-a", cnn, new CrossEntropy(), NOTHING, first.saved);
    Fit b = fit("run-b", cnn, new CrossEntropy(), NOTHING, shifted);
    for (int i = 0; i < mean.length; i++) {
      // each of the six steps leaves nine tenths of it
      assertEquals(10 * Math.pow(0.9, 6), b.weight(name)[i] - a.weight(name)[i], 1e-5);
    }
  }

  @Test
  void theSameStartGivesTheSameBits() throws InterruptedException {
    Architecture cnn = new Cnn(3, 2);
    Fit first = fit("first", cnn, new CrossEntropy(), 0.05, null);
    Fit a = fit("run-a", cnn, new CrossEntropy(), 0.05, first.saved, new L2Sp(0.1, 0.01));
    Fit b = fit("run-b", cnn, new CrossEntropy(), 0.05, first.saved, new L2Sp(0.1, 0.01));
    assertTrue(Arrays.deepEquals(a.probabilities, b.probabilities));
    assertEquals(a.history.epochs(), b.history.epochs());
    assertEquals(a.history.evidence(), b.history.evidence());
  }

  @Test
  void l2SpAndFreezeHoldToTheStart() throws InterruptedException {
    Architecture mlp = new Mlp(List.of(6, 4));
    Fit first = fit("first", mlp, new CrossEntropy(), 0.05, null);
    Fit pulled = fit("pulled", mlp, new CrossEntropy(), 0.05, first.saved, new L2Sp(0.1, 0));
    assertEquals("added 0.000 to the first step's loss", pulled.history.evidence().get("l2-sp"));
    Fit frozen = fit("frozen", mlp, new CrossEntropy(), 0.05, first.saved, new Freeze(1));
    assertArrayEquals(first.weight("layers.0.weight"), frozen.weight("layers.0.weight"));
    assertFalse(Arrays.equals(first.weight("layers.1.weight"), frozen.weight("layers.1.weight")));
  }

  @Test
  void onlyTheWeightsMakeTheHash() throws InterruptedException {
    Fit first = fit("first", new Linear(), new CrossEntropy(), 0.05, null);
    Fit zip = fit("a.zip", new Linear(), new CrossEntropy(), 0.05, null); // the same seed
    assertEquals(Start.read(first.saved).hash(), Start.read(zip.saved).hash());
    Fit other = fit("other-seed", new Linear(), new CrossEntropy(), 0.05, null);
    assertFalse(Start.read(first.saved).hash().equals(Start.read(other.saved).hash()));
    assertEquals(
        Objects.requireNonNull(ModelPackage.verify(first.saved).get("weights.safetensors"))
            .sha256(),
        Start.read(first.saved).hash());
  }

  @Test
  void whatCannotBeStartedFromIsNamed() throws Exception {
    Fit mlp = fit("mlp", new Mlp(List.of(6)), new CrossEntropy(), 0.05, null);
    StudyFileException e =
        assertThrows(
            StudyFileException.class,
            () -> fit("x", new Cnn(3, 2), new CrossEntropy(), 0.05, mlp.saved));
    String message = String.valueOf(e.getMessage());
    assertTrue(
        message.startsWith(mlp.saved + ": no kernel in it fits")
            && message.contains("it is a mlp{hidden=[6]}")
            && message.endsWith("what is to be trained is a cnn{blocks=2, width=3}"),
        message);
    Path absent = folder.resolve("absent");
    e = assertThrows(StudyFileException.class, () -> Start.read(absent));
    assertEquals(absent + ": there is no such model package to start from", e.getMessage());
    Files.write(mlp.saved.resolve("card.md"), new byte[] {1});
    assertEquals(
        StoreException.Reason.INTEGRITY,
        assertThrows(StoreException.class, () -> Start.read(mlp.saved)).reason());
  }
}
