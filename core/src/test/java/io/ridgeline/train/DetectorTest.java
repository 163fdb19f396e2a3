package io.ridgeline.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.data.DataSpec.Preparation;
import io.ridgeline.data.Intensity;
import io.ridgeline.data.Prepared;
import io.ridgeline.data.Shape;
import io.ridgeline.deploy.Predictor;
import io.ridgeline.engine.NoLeaks;
import io.ridgeline.image.Fixtures;
import io.ridgeline.image.Image;
import io.ridgeline.image.Spacing;
import io.ridgeline.metric.ScoredBox;
import io.ridgeline.regularize.Regularizer;
import io.ridgeline.regularize.augment.Flip;
import io.ridgeline.regularize.averaging.Ema;
import io.ridgeline.regularize.penalty.L2;
import io.ridgeline.regularize.predict.TestTimeAugmentation;
import io.ridgeline.trial.Detections;
import io.ridgeline.trial.TrialOutcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** From images with boxes to a package that finds objects. */
@ExtendWith(NoLeaks.class)
class DetectorTest {
  private static final Prepared IMAGES = TinyBoxes.phantom(48);

  @TempDir Path folder;

  /** Lesions are dark and stand alone: a small network finds most of them in a few epochs. */
  @Test
  void findsLesionsAndThePackageFindsTheSame() throws InterruptedException {
    List<Regularizer> methods =
        List.of(new Flip(0.5, 0), new L2(1e-4), new Ema(0.9), new TestTimeAugmentation("mirror"));
    try (Detector detector = new Detector(TinyBoxes.PLAN, TinyBoxes.plan(30), methods, 3)) {
      History history =
          detector.fit(TinyBoxes.subset(IMAGES, 0, 48), TinyBoxes.subset(IMAGES, 48, 56));
      assertInstanceOf(TrialOutcome.Completed.class, history.outcome());
      assertTrue(
          history.epochs().get(29).trainLoss() < history.epochs().get(0).trainLoss() / 2,
          "the loss fell");
      Subset test = TinyBoxes.subset(IMAGES, 56, 64);
      Detections found = detector.find(test);
      assertEquals(8, found.size());
      assertEquals(found.metrics(), detector.evaluate(test));
      Path model = folder.resolve("model");
      detector.save(model);
      try (Predictor predictor = Predictor.open(model)) {
        for (int i = 0; i < 8; i++) {
          List<ScoredBox> own = predictor.detect(IMAGES.cohort().examples().get(56 + i).image());
          List<Double> numbers = new ArrayList<>();
          for (ScoredBox b : own) {
            numbers.addAll(
                List.of(
                    b.box().left(),
                    b.box().top(),
                    b.box().right(),
                    b.box().bottom(),
                    (double) b.label(),
                    b.score()));
          }
          double[] stored = found.found()[i];
          assertEquals(stored.length, numbers.size());
          for (int k = 0; k < stored.length; k++) {
            // the study's edges are rounded to a hundredth of a pixel, its scores to six digits
            double rounding = k % 6 < 4 ? 0.00501 : k % 6 == 4 ? 0 : 1e-6;
            assertEquals(stored[k], numbers.get(k), rounding, "image " + i);
          }
        }
      }
    }
  }

  /** Images of 64 pixels, of which the network sees 32 at once. */
  @Test
  void largerImagesAreSeenPatchByPatch() throws InterruptedException {
    Prepared patches =
        Prepared.of(
            IMAGES.cohort(),
            new Preparation(
                List.of(),
                1,
                Preparation.Resize.STRETCH,
                List.of(32, 32),
                List.of(),
                Intensity.STORED));
    assertEquals(new Shape(1, 32, 32), patches.shape());
    try (Detector detector = new Detector(TinyBoxes.PLAN, TinyBoxes.plan(3), List.of(), 3)) {
      detector.fit(TinyBoxes.subset(patches, 0, 24), TinyBoxes.subset(patches, 24, 32));
      Subset test = TinyBoxes.subset(patches, 32, 36);
      Detections found = detector.find(test);
      Path model = folder.resolve("patches");
      detector.save(model);
      try (Predictor predictor = Predictor.open(model)) {
        for (int i = 0; i < 4; i++) {
          List<ScoredBox> own = predictor.detect(patches.cohort().examples().get(32 + i).image());
          assertEquals(found.found()[i].length, 6 * own.size());
          for (ScoredBox b : own) {
            assertTrue(b.box().left() >= 0 && b.box().right() <= 64);
          }
        }
        Image volume = new Image(1, 2, 64, 64, Spacing.PIXELS, 1, new float[2 * 64 * 64]);
        Fixtures.assertRefused(
            "is a volume; the model was trained on flat images", () -> predictor.detect(volume));
      }
    }
  }

  @Test
  void imagesOfOtherTasksAreRefused() {
    try (Detector detector = new Detector(TinyBoxes.PLAN, TinyBoxes.plan(1), List.of())) {
      Fixtures.assertRefused(
          "the images are labelled for classification; read them for detection",
          () -> detector.fit(TinyData.TRAIN, TinyData.VALIDATION));
    }
  }
}
