package io.ridgeline.train;

import static io.ridgeline.image.Fixtures.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.StudyFileException;
import io.ridgeline.data.DataSpec.Phantom;
import io.ridgeline.data.DataSpec.Preparation;
import io.ridgeline.data.Example;
import io.ridgeline.data.Intensity;
import io.ridgeline.data.Mask;
import io.ridgeline.data.Prepared;
import io.ridgeline.data.PreparedImage;
import io.ridgeline.data.Shape;
import io.ridgeline.data.phantom.PhantomGenerator;
import io.ridgeline.deploy.ModelPackage;
import io.ridgeline.deploy.NamedArray;
import io.ridgeline.deploy.Predictor;
import io.ridgeline.describe.TaskKind;
import io.ridgeline.engine.NoLeaks;
import io.ridgeline.loss.CrossEntropy;
import io.ridgeline.metric.CaseMeasures;
import io.ridgeline.metric.SegmentationCase;
import io.ridgeline.metric.SegmentationMetrics;
import io.ridgeline.model.Cnn;
import io.ridgeline.model.UNet;
import io.ridgeline.regularize.Regularizer;
import io.ridgeline.regularize.averaging.Swa;
import io.ridgeline.regularize.noise.SpatialDropout;
import io.ridgeline.regularize.objective.DeepSupervision;
import io.ridgeline.regularize.predict.McDropout;
import io.ridgeline.regularize.predict.Temperature;
import io.ridgeline.regularize.target.LabelSmoothing;
import io.ridgeline.trial.CaseScores;
import io.ridgeline.trial.TrialOutcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** From images with masks to a package that draws them. */
@ExtendWith(NoLeaks.class)
class SegmenterTest {
  private static final AtomicInteger FITS = new AtomicInteger();

  @TempDir Path folder;

  /** What a fit left. */
  private record Fit(History history, CaseScores train, CaseScores test, ModelPackage saved) {}

  private Fit fit(
      UNet net,
      TrainingPlan plan,
      Prepared prepared,
      int train,
      List<? extends Regularizer> methods)
      throws InterruptedException {
    int n = prepared.cohort().size();
    Path path = folder.resolve(FITS.getAndIncrement() + ".zip");
    try (Segmenter segmenter = new Segmenter(net, plan, methods)) {
      Subset fitted = TinyMasks.subset(prepared, 0, train);
      History history = segmenter.fit(fitted, TinyMasks.subset(prepared, train, n));
      assertInstanceOf(TrialOutcome.Completed.class, history.outcome());
      segmenter.save(path);
      Subset test = TinyMasks.subset(prepared, train, n);
      CaseScores cases = segmenter.cases(test);
      assertEquals(cases.metric("dice"), segmenter.evaluate(test).get("dice"));
      return new Fit(history, segmenter.cases(fitted), cases, ModelPackage.read(path));
    }
  }

  /** What the package draws has the measures that the segmenter gave, case by case. */
  private static void packageDrawsWhatWasMeasured(Fit fit, Prepared prepared) {
    int classes = prepared.cohort().classes().size();
    try (Predictor predictor = Predictor.of(fit.saved)) {
      for (int row = 0; row < fit.test.size(); row++) {
        Example example = prepared.cohort().examples().get(fit.test.examples()[row]);
        PreparedImage image = prepared.images().get(fit.test.examples()[row]);
        Shape shape = image.shape();
        byte[] truth = ((Mask) example.target()).labels();
        double[][] measures =
            CaseMeasures.of(
                new SegmentationCase(
                    truth,
                    predictor.segment(example.image()),
                    shape.depth(),
                    shape.height(),
                    shape.width(),
                    image.spacing()),
                classes);
        for (int k = 0; k < classes - 1; k++) {
          for (int m = 0; m < SegmentationMetrics.NAMES.size(); m++) {
            String name = SegmentationMetrics.NAMES.get(m);
            double[][] said = Objects.requireNonNull(fit.test.values().get(name), name);
            assertEquals(measures[k][m], said[row][k], name);
          }
        }
      }
    }
  }

  private static void sameWeights(ModelPackage one, ModelPackage two) {
    assertEquals(one.weights().keySet(), two.weights().keySet());
    for (Map.Entry<String, NamedArray> e : one.weights().entrySet()) {
      NamedArray other = two.weights().get(e.getKey());
      assertTrue(other != null && Arrays.equals(e.getValue().values(), other.values()), e.getKey());
    }
  }

  private static Prepared phantom(Preparation preparation) {
    return Prepared.of(
        PhantomGenerator.generate(new Phantom(40, 32, 0.3, 1), TaskKind.SEGMENTATION), preparation);
  }

  private static Preparation patches(Integer... sides) {
    return new Preparation(
        List.of(), 0, Preparation.Resize.STRETCH, List.of(sides), List.of(), Intensity.STORED);
  }

  @Test
  void lesionsOfThePhantomAreFoundTheSameWithEverySeed() throws Exception {
    Prepared images = phantom(new Preparation(List.of(), 0, Preparation.Resize.STRETCH));
    Fit fit = fit(new UNet(4, 3), TinyMasks.plan(8), images, 40, List.of());
    assertTrue(fit.test.metric("dice") > 0.6, fit.test.metrics().toString());
    assertEquals(Map.of(), fit.history.evidence(), "none is empty");
    assertEquals(List.of(), fit.saved.model().prediction());
    assertEquals(List.of(), fit.saved.model().provenance().arm().methods());
    packageDrawsWhatWasMeasured(fit, images);
    Fit again = fit(new UNet(4, 3), TinyMasks.plan(8), images, 40, List.of());
    sameWeights(fit.saved, again.saved);
    assertEquals(fit.history.epochs(), again.history.epochs());
    assertArrayEquals(fit.test.cases("hd95"), again.test.cases("hd95"));
  }

  @Test
  void patchesSmallerThanTheImagesDoTheSame() throws Exception {
    Prepared images = phantom(patches(16, 24));
    Fit fit = fit(new UNet(4, 3), TinyMasks.plan(12), images, 40, List.of());
    assertTrue(fit.test.metric("dice") > 0.5, fit.test.metrics().toString());
    packageDrawsWhatWasMeasured(fit, images);
    sameWeights(fit.saved, fit(new UNet(4, 3), TinyMasks.plan(12), images, 40, List.of()).saved);
  }

  @Test
  void volumesAreSegmentedWholeAndInPatchesSmallerAndLarger() throws Exception {
    Shape shape = new Shape(1, 8, 12, 16);
    List<List<Integer>> patches = List.of(List.of(), List.of(8, 8, 8), List.of(8, 16, 24));
    for (List<Integer> patch : patches) {
      Prepared volumes = TinyMasks.of(14, shape, patch);
      Fit fit = fit(new UNet(4, 3), TinyMasks.plan(20), volumes, 10, List.of());
      assertTrue(fit.test.metric("dice") > 0.6, patch + ": " + fit.test.metrics());
      packageDrawsWhatWasMeasured(fit, volumes);
    }
  }

  /** A flat network goes through volumes slice by slice. */
  @Test
  void volumesAreSegmentedSliceBySlice() throws Exception {
    Prepared volumes = TinyMasks.of(14, new Shape(1, 5, 12, 16), List.of(1, 8, 8));
    Fit fit = fit(new UNet(4, 3), TinyMasks.plan(20), volumes, 10, List.of());
    assertTrue(fit.test.metric("dice") > 0.5, fit.test.metrics().toString());
    packageDrawsWhatWasMeasured(fit, volumes);
  }

  @Test
  void averagesAndPredictionsOfPatchesComeBackFromThePackage() throws Exception {
    Prepared images = TinyMasks.of(14, new Shape(1, 12, 20), List.of(8, 8));
    List<Regularizer> methods =
        List.of(new Swa(0.5), new SpatialDropout(0.2), new McDropout(3), new Temperature());
    Fit fit = fit(new UNet(4, 3), TinyMasks.plan(4), images, 10, methods);
    packageDrawsWhatWasMeasured(fit, images);
    fit.history.evidence().forEach((m, line) -> assertTrue(!line.contains("nothing"), m + line));
    sameWeights(fit.saved, fit(new UNet(4, 3), TinyMasks.plan(4), images, 10, methods).saved);
  }

  @Test
  void imagesThatAreAllBackgroundLeaveAModelThatSaysSo() throws Exception {
    Shape shape = new Shape(1, 8, 8);
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      examples.add(TinyMasks.example("i" + i, shape, new byte[64]));
    }
    for (List<Integer> patch : List.of(List.<Integer>of(), List.of(4, 4))) {
      Prepared images = TinyMasks.prepared(List.of("background", "none"), patch, examples);
      Fit fit = fit(new UNet(4, 2), TinyMasks.plan(80), images, 6, List.of());
      fit.history.epochs().forEach(e -> assertTrue(Double.isFinite(e.trainLoss())));
      // nothing there and nothing drawn: they agree, and a share of nothing is not defined
      assertArrayEquals(new double[] {1, 1}, fit.test.cases("dice"));
      assertEquals(Double.NaN, fit.test.metric("sensitivity"));
      assertEquals(0, fit.test.metric("hd95"));
    }
  }

  @Test
  void whatIsTrainedBesideItChangesNothing() throws Exception {
    Prepared images = TinyMasks.of(14, new Shape(1, 12, 20), List.of(8, 8));
    ModelPackage alone = fit(new UNet(4, 3), TinyMasks.plan(4), images, 10, List.of()).saved;
    ExecutorService two = Executors.newFixedThreadPool(2);
    try {
      List<Future<ModelPackage>> together = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        together.add(
            two.submit(() -> fit(new UNet(4, 3), TinyMasks.plan(4), images, 10, List.of()).saved));
      }
      for (Future<ModelPackage> saved : together) {
        sameWeights(alone, saved.get());
      }
    } finally {
      two.shutdownNow();
      assertTrue(two.awaitTermination(1, TimeUnit.MINUTES));
    }
  }

  @Test
  void anInterruptEndsTheFit() {
    Prepared images = TinyMasks.of(8, new Shape(1, 12, 20), List.of(8, 8));
    List<Integer> epochs = new ArrayList<>();
    try (Segmenter segmenter = new Segmenter(new UNet(4, 3), TinyMasks.plan(50), List.of())) {
      assertThrows(
          InterruptedException.class,
          () ->
              segmenter.fit(
                  TinyMasks.subset(images, 0, 6),
                  TinyMasks.subset(images, 6, 8),
                  (epoch, of) -> {
                    epochs.add(epoch.epoch());
                    if (epoch.epoch() == 2) {
                      Thread.currentThread().interrupt();
                    }
                  }));
      assertEquals(List.of(1, 2), epochs);
      assertFalse(Thread.interrupted());
    }
  }

  private static String refused(Runnable action) {
    return String.valueOf(assertThrows(StudyFileException.class, action::run).getMessage());
  }

  @Test
  void whatIsNotDefinedForMasksIsRefused() {
    TrainingPlan plan = TinyMasks.plan(1);
    assertEquals(
        "cnn is not defined for segmentation",
        refused(() -> new Segmenter(new Cnn(4, 2), plan, List.of())));
    assertEquals(
        "unet is not defined for classification",
        refused(
            () ->
                new Classifier(new UNet(4, 2), TinyData.plan(new CrossEntropy(), 0.1), List.of())));
    assertEquals(
        "auroc is not defined for segmentation",
        refused(
            () ->
                new Segmenter(new UNet(4, 2), TinyData.plan(new CrossEntropy(), 0.1), List.of())));
    assertEquals(
        "dice-cross-entropy is not defined for classification",
        refused(() -> new Classifier(new Cnn(4, 2), plan, List.of())));
    assertEquals(
        "deep-supervision is not defined for classification",
        refused(
            () ->
                new Classifier(
                    new Cnn(4, 2),
                    TinyData.plan(new CrossEntropy(), 0.1),
                    List.of(new LabelSmoothing(0.1), new DeepSupervision(0.5)))));
  }

  @Test
  void imagesOfTheOtherTaskAreRefused() {
    try (Segmenter segmenter = new Segmenter(new UNet(4, 2), TinyMasks.plan(1), List.of())) {
      assertRefused(
          "the images are labelled for classification; read them for segmentation",
          () -> segmenter.fit(TinyData.TRAIN, TinyData.VALIDATION));
    }
    Subset masks = TinyMasks.subset(TinyMasks.of(4, new Shape(1, 8, 8), List.of()), 0, 4);
    try (Classifier classifier =
        new Classifier(new Cnn(4, 2), TinyData.plan(new CrossEntropy(), 0.1), List.of())) {
      assertRefused(
          "the images are labelled for segmentation; read them for classification",
          () -> classifier.fit(masks, masks));
    }
  }
}
