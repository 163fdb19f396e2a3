package io.ridgeline.deploy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.DataException;
import io.ridgeline.StoreException;
import io.ridgeline.data.DataSpec.Preparation.Resize;
import io.ridgeline.data.Intensity;
import io.ridgeline.deploy.ModelDescription.Input;
import io.ridgeline.deploy.ModelDescription.Provenance;
import io.ridgeline.image.Image;
import io.ridgeline.image.Interpolation;
import io.ridgeline.image.Spacing;
import io.ridgeline.trial.Arm;
import io.ridgeline.trial.Setting;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictorTest {
  @TempDir Path folder;

  private Path linear(Setting architecture, @Nullable Double threshold, float[] weight) {
    Provenance from =
        new Provenance(
            "",
            "",
            "",
            new Arm("none", List.of()),
            "",
            0,
            "",
            "",
            false,
            "",
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of());
    Path path = folder.resolve("model");
    new ModelPackage(
            new ModelDescription(
                "linear",
                "classification",
                List.of("benign", "malignant"),
                architecture,
                "cross-entropy",
                new Input(1, 1, 1, 2, Resize.STRETCH, List.of(0.5f), List.of(0.25f)),
                List.of(),
                threshold,
                from),
            Map.of(
                "fc.weight", new NamedArray(new long[] {2, weight.length / 2}, weight),
                "fc.bias", new NamedArray(new long[] {2}, new float[] {0.5f, 0})))
        .write(path);
    return path;
  }

  @Test
  void aLinearModelSaysWhatHandComputationSays() {
    // Pixels 0 and 255 of 255 become (0 − 0.5)/0.25 = −2 and 2; the logits are
    // 1·(−2) + 0.5·2 + 0.5 = −0.5 and 0·(−2) + 0.25·2 + 0 = 0.5; softmax: 1/(1+e), e/(1+e).
    Setting architecture = new Setting("linear", Map.of());
    Path path = linear(architecture, 0.8, new float[] {1, 0.5f, 0, 0.25f});
    try (Predictor predictor = Predictor.open(path)) {
      double[] p = predictor.predict(new Image(1, 1, 2, 255, new float[] {0, 255}));
      assertArrayEquals(new double[] {0.2689414, 0.7310586}, p, 1e-7);
      assertEquals(0, predictor.decide(p), "0.73 is below the threshold of 0.8");
      assertEquals(1, predictor.decide(new double[] {0.2, 0.8}));
      // A colour image of another size is brought to grey of one row and two columns.
      double[] other =
          predictor.predict(new Image(3, 1, 2, 65535, new float[] {0, 65535, 0, 65535, 0, 65535}));
      assertArrayEquals(p, other, 1e-6);
      Image image = new Image(1, 1, 2, 255, new float[] {0, 255});
      assertThrows(IllegalStateException.class, () -> predictor.segment(image));
      assertThrows(IllegalStateException.class, () -> predictor.detect(image));
    }
  }

  /** A package whose network is not one of its task was not written by a study. */
  @Test
  void aNetworkOfAnotherTaskIsRefused() {
    Path path =
        linear(new Setting("unet", Map.of("width", 1, "levels", 2)), null, new float[] {1, 2});
    StoreException e = assertThrows(StoreException.class, () -> Predictor.open(path));
    assertEquals(StoreException.Reason.INTEGRITY, e.reason());
    assertTrue(
        String.valueOf(e.getMessage())
            .contains("unet with cross-entropy is no model of classification"),
        e.getMessage());
  }

  @Test
  void anEnsembleSaysTheMeanOfWhatItsMembersSay() {
    Path one = linear(new Setting("linear", Map.of()), 0.6, new float[] {1, 0.5f, 0, 0.25f});
    ModelPackage read = ModelPackage.read(one);
    assertEquals(List.of(), read.members());
    Path both = folder.resolve("both.zip");
    // the member's logits are 0 and ln 9 for any image, which makes 0.1 and 0.9
    Map<String, NamedArray> member =
        Map.of(
            "fc.weight", new NamedArray(new long[] {2, 2}, new float[4]),
            "fc.bias", new NamedArray(new long[] {2}, new float[] {0, 2.1972246f}));
    new ModelPackage(read.model(), read.weights(), List.of(member)).write(both);
    assertEquals(1, ModelPackage.read(both).members().size());
    assertTrue(ModelPackage.verify(both).containsKey("weights.safetensors"));
    try (Predictor predictor = Predictor.open(both)) {
      double[] p = predictor.predict(new Image(1, 1, 2, 255, new float[] {0, 255}));
      // (0.2689414 + 0.1) / 2 and (0.7310586 + 0.9) / 2
      assertArrayEquals(new double[] {0.1844707, 0.8155293}, p, 1e-7);
    }
  }

  @Test
  void aMemberThatDoesNotFitTheArchitectureIsRefused() {
    ModelPackage read =
        ModelPackage.read(linear(new Setting("linear", Map.of()), null, new float[4]));
    Path path = folder.resolve("broken");
    Map<String, NamedArray> member =
        Map.of("fc.bias", new NamedArray(new long[] {2}, new float[2]));
    new ModelPackage(read.model(), read.weights(), List.of(member)).write(path);
    StoreException e = assertThrows(StoreException.class, () -> Predictor.open(path));
    assertEquals(StoreException.Reason.INTEGRITY, e.reason());
    assertTrue(e.toString().contains("are not those of this model"), e.toString());
  }

  @Test
  void withoutAThresholdTheMostProbableClassIsSaid() {
    Path path = linear(new Setting("linear", Map.of()), null, new float[4]);
    try (Predictor predictor = Predictor.open(path)) {
      assertEquals(1, predictor.decide(new double[] {0.4, 0.6}));
      assertEquals(0, predictor.decide(new double[] {0.5, 0.5}));
    }
  }

  /** A volume would be averaged into one slice, and pixels of unknown size taken for 1 mm. */
  @Test
  void imagesOfAnotherKindAreRefused() {
    Path path = linear(new Setting("linear", Map.of()), null, new float[4]);
    Image flat = new Image(1, 1, 2, 255, new float[2]);
    Image volume =
        new Image(1, 2, 1, 2, Spacing.millimetres(1, 1, 1), 255, new float[] {1, 2, 3, 4});
    try (Predictor predictor = Predictor.open(path)) {
      assertEquals(Optional.empty(), predictor.refuses(flat));
      assertThrows(DataException.class, () -> predictor.predict(volume));
    }
    ModelPackage read = ModelPackage.read(path);
    ModelDescription m = read.model();
    Input spaced =
        new Input(
            1,
            1,
            1,
            2,
            Resize.STRETCH,
            List.of(0f),
            List.of(1f),
            false,
            List.of(1.0, 1.0),
            Intensity.STORED,
            Interpolation.LINEAR);
    ModelDescription inMillimetres =
        new ModelDescription(
            m.name(),
            m.task(),
            m.classes(),
            m.architecture(),
            m.loss(),
            spaced,
            m.prediction(),
            m.threshold(),
            m.provenance());
    try (Predictor predictor = Predictor.of(new ModelPackage(inMillimetres, read.weights()))) {
      assertTrue(
          predictor.refuses(flat).orElseThrow().contains("does not say how many millimetres"));
      Image known = new Image(1, 1, 1, 2, Spacing.millimetres(1, 1, 1), 255, new float[2]);
      assertEquals(Optional.empty(), predictor.refuses(known));
    }
  }

  @Test
  void weightsThatDoNotFitTheArchitectureAreRefused() {
    Path path = linear(new Setting("linear", Map.of()), null, new float[6]);
    StoreException e = assertThrows(StoreException.class, () -> Predictor.open(path));
    assertEquals(StoreException.Reason.INTEGRITY, e.reason());
    assertTrue(e.toString().contains("fc.weight needs 4 values"), e.toString());
  }

  @Test
  void anUnknownArchitectureIsRefused() {
    Path path = linear(new Setting("transformer", Map.of()), null, new float[4]);
    StoreException e = assertThrows(StoreException.class, () -> Predictor.open(path));
    assertEquals(StoreException.Reason.INTEGRITY, e.reason());
    assertTrue(e.toString().contains("unknown model 'transformer'"), e.toString());
  }
}
