package io.ridgeline.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.data.Example;
import io.ridgeline.data.Normalization;
import io.ridgeline.data.Prepared;
import io.ridgeline.data.Shape;
import io.ridgeline.describe.Streams;
import io.ridgeline.engine.Functions;
import io.ridgeline.engine.Generator;
import io.ridgeline.engine.NoLeaks;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Tensor;
import io.ridgeline.loss.CrossEntropy;
import io.ridgeline.loss.Loss;
import io.ridgeline.metric.SegmentationMetrics;
import io.ridgeline.model.DenseModel;
import io.ridgeline.model.Model;
import io.ridgeline.model.Pass;
import io.ridgeline.model.UNet;
import io.ridgeline.regularize.Batch;
import io.ridgeline.regularize.Hooks;
import io.ridgeline.regularize.Prediction;
import io.ridgeline.regularize.PredictionTransform;
import io.ridgeline.regularize.predict.Temperature;
import io.ridgeline.task.Segmentation;
import io.ridgeline.trial.CaseScores;
import io.ridgeline.trial.Predictions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Images with masks, as training and judging see them. */
@ExtendWith(NoLeaks.class)
class LabelledMapsTest {
  private static final Loss LOSS = new CrossEntropy();

  /** Values as they are. */
  private static final Normalization PLAIN = new Normalization(new float[] {0}, new float[] {1});

  private static LabelledMaps of(Prepared prepared, Normalization normalization) {
    int[] all = IntStream.range(0, prepared.cohort().size()).toArray();
    return LabelledMaps.of(
        prepared, all, normalization, new Segmentation(prepared.cohort().classes().size()));
  }

  /** Images of one row, whose values are the classes, or what they should be taken for. */
  private static Prepared rows(List<Integer> patch, byte[][] labels, float[][] values) {
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < labels.length; i++) {
      Shape shape = new Shape(1, 1, labels[i].length);
      Example noisy = TinyMasks.example("i" + i, shape, labels[i]);
      System.arraycopy(values[i], 0, noisy.image().values(), 0, values[i].length);
      examples.add(noisy);
    }
    return TinyMasks.prepared(List.of("background", "a", "b"), patch, examples);
  }

  /** Says the class that is the pixel's value, with odds of e^sure. */
  private static Model reader(int width, double sure) {
    return DenseModel.of(
        x ->
            Tensor.join(
                1,
                List.of(
                    x.plus(0).abs().times(-sure),
                    x.plus(-1).abs().times(-sure),
                    x.plus(-2).abs().times(-sure))),
        1,
        1,
        1,
        width);
  }

  @Test
  void aBatchHoldsNormalizedPatchesWithNothingAroundTheImage() {
    try (Scope scope = Scope.open()) {
      Prepared one = rows(List.of(1, 4), new byte[][] {{2, 1}}, new float[][] {{3, 9}});
      Normalization normalization = new Normalization(new float[] {1}, new float[] {2});
      Batch batch = of(one, normalization).batch(new int[] {0, 0}, Streams.random(1));
      // (3 − 1) / 2 and (9 − 1) / 2 in the middle of the patch
      assertArrayEquals(new float[] {0, 1, 4, 0, 0, 1, 4, 0}, batch.images().toArray());
      assertArrayEquals(new long[] {2, 1, 1, 4}, batch.images().shape());
      float[] targets = {1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0};
      assertArrayEquals(targets, batch.targets().narrow(0, 1, 1).toArray());
    }
  }

  @Test
  void pixelsAreCountedByClass() {
    Prepared two = rows(List.of(1, 2), new byte[][] {{0, 1, 1}, {2, 0, 1}}, new float[2][3]);
    assertArrayEquals(new long[] {2, 3, 1}, of(two, PLAIN).classCounts());
  }

  @Test
  void aGlanceIsAtThirtyTwoImagesByOnePatchThatStaysTheSame() {
    Prepared images = TinyMasks.of(50, new Shape(1, 12, 20), List.of(8, 8));
    Samples glance = of(images, PLAIN).glance();
    assertEquals(32, glance.size());
    assertEquals(50, of(images, PLAIN).quick().size());
    // 8·8 pixels of each
    assertEquals(32 * 64, Arrays.stream(glance.classCounts()).sum());
    assertArrayEquals(glance.classCounts(), of(images, PLAIN).glance().classCounts());
    Model model = DenseModel.of(x -> Tensor.join(1, x.times(0), x.plus(-1.5)), 1, 1, 8, 8);
    Evaluation one = glance.look(model, LOSS, List.of("dice"));
    Evaluation two = of(images, PLAIN).glance().look(model, LOSS, List.of("dice"));
    assertEquals(one.loss(), two.loss());
    assertEquals(one.result().metric("dice"), two.result().metric("dice"));
    assertTrue(one.result().metric("dice") > 0.5, "3 is told from 0 at 1.5");
    // every 50/32-th
    assertArrayEquals(
        IntStream.range(0, 32).map(i -> i * 50 / 32).toArray(),
        ((CaseScores) one.result()).examples());
    // smaller than a patch, an image is seen as it is
    Prepared small = TinyMasks.of(3, new Shape(1, 6, 20), List.of(8, 8));
    assertEquals(3 * 6 * 8, Arrays.stream(of(small, PLAIN).quick().classCounts()).sum());
  }

  @Test
  void whatIsMissingInACaseFollowsTheRulesOfItsMetrics() {
    // of the first image, class b is neither there nor drawn; of the second, it is there and not
    // drawn; of the third, it is drawn and not there
    byte[][] labels = {{0, 1, 1, 0}, {2, 1, 1, 0}, {0, 0, 1, 1}};
    float[][] values = {{0, 1, 0, 0}, {0, 1, 1, 0}, {0, 2, 1, 1}};
    Evaluation seen =
        of(rows(List.of(), labels, values), PLAIN)
            .look(reader(4, 9), LOSS, SegmentationMetrics.NAMES);
    CaseScores cases = (CaseScores) seen.result();
    double[][] dice = {{2 / 3.0, 1}, {1, 0}, {1, 0}};
    assertRows(dice, cases, "dice");
    double nan = Double.NaN;
    assertRows(new double[][] {{0.5, nan}, {1, 0}, {1, nan}}, cases, "sensitivity");
    assertRows(new double[][] {{1, nan}, {1, nan}, {1, 0}}, cases, "precision");
    // the mean over classes leaves out what is not defined, and so does that over cases
    assertArrayEquals(new double[] {5 / 6.0, 0.5, 0.5}, cases.cases("dice"), 1e-12);
    assertArrayEquals(new double[] {0.5, 0.5, 1}, cases.cases("sensitivity"), 1e-12);
    assertEquals(2 / 3.0, cases.metric("sensitivity"), 1e-12);
    assertArrayEquals(new double[] {1, 1, 0.5}, cases.cases("precision"), 1e-12);
  }

  private static void assertRows(double[][] expected, CaseScores cases, String metric) {
    double[][] actual = Objects.requireNonNull(cases.values().get(metric), metric);
    assertEquals(expected.length, actual.length);
    for (int i = 0; i < expected.length; i++) {
      assertArrayEquals(expected[i], actual[i], 1e-12, "case " + i);
    }
  }

  @Test
  void theLossIsAMeanOverPatches() {
    // patches of two at 0, 1 and 2; the reader is wrong at the last pixel alone
    Prepared one = rows(List.of(1, 2), new byte[][] {{0, 1, 2, 0}}, new float[][] {{0, 1, 2, 2}});
    Evaluation seen = of(one, PLAIN).look(reader(2, 1), LOSS, List.of("dice"));
    // of a pixel of value 0 the logits are 0, −1, −2; of 1 they are −1, 0, −1; of 2, −2, −1, 0
    double outer = Math.log(1 + Math.exp(-1) + Math.exp(-2));
    double inner = Math.log(1 + 2 * Math.exp(-1));
    double wrong = outer + 2;
    double mean = (outer + inner) / 2 + (inner + outer) / 2 + (outer + wrong) / 2;
    assertEquals(mean / 3, seen.loss(), 1e-6);
    // class b is drawn on two pixels and is on one
    assertRows(new double[][] {{1, 2 / 3.0}}, (CaseScores) seen.result(), "dice");
    assertEquals(
        Double.NaN,
        LabelledMaps.of(one, new int[0], PLAIN, new Segmentation(3))
            .look(reader(2, 1), LOSS, List.of("dice"))
            .loss());
  }

  /** Where floats say 0, the fit and the prediction alike take the smallest of them. */
  @Test
  void aTemperatureIsFittedOnWhatItWillBeUsedOn() {
    byte[][] labels = new byte[1][100];
    float[][] values = new float[1][100];
    double[][] rows = new double[100][3];
    int[] classes = new int[100];
    for (int i = 0; i < 100; i++) {
      classes[i] = i == 50 ? 0 : i % 3;
      labels[0][i] = (byte) classes[i];
      values[0][i] = i % 3;
      Arrays.fill(rows[i], Float.MIN_NORMAL);
      rows[i][i % 3] = 1;
    }
    Prepared images = rows(List.of(), labels, values);
    try (Scope scope = Scope.open()) {
      Hooks hooks = new Hooks(List.of(new Temperature()), 1);
      Prediction sure = new Prediction(reader(100, 200), LOSS, List.of(new Temperature()));
      Temperature fitted = (Temperature) of(images, PLAIN).fit(sure, hooks).methods().get(0);
      // right 99 times of a hundred, and wrong by either of two classes: odds of 99 to ½, and
      // 2^126 to 1 where nothing scales them
      assertEquals(126 * Math.log(2) / Math.log(198), fitted.value(), 1e-4);
      PredictionTransform direct =
          new Temperature().fit(new Predictions(new int[100], classes, rows));
      assertEquals(((Temperature) direct).value(), fitted.value(), 1e-9);
    }
  }

  /** The statistics of a normalization before which nothing is: the mean over all patches. */
  @Test
  void statisticsAreMeansOverAllPatches() {
    Prepared images = TinyMasks.of(5, new Shape(1, 8, 12), List.of(8, 8));
    try (Scope scope = Scope.open()) {
      Model model = new UNet(2, 2).build(new Shape(1, 8, 8), 2);
      model.weights().initialize(new Generator(1));
      LabelledMaps samples = of(images, PLAIN);
      samples.measureStatistics(model);
      // by the weights of the first convolution, the mean of its output over all ten patches
      Tensor kernel = model.weights().all().get(0).tensor();
      double[] mean = new double[2];
      for (int i = 0; i < 5; i++) {
        for (int from : new int[] {0, 4}) {
          Tensor patch = Tensor.of(images.images().get(i).pixels(), 1, 1, 8, 12).narrow(3, from, 8);
          Tensor out = Functions.convolution(patch, kernel.detach(), 1, 1);
          for (int c = 0; c < 2; c++) {
            mean[c] += out.narrow(1, c, 1).mean().item() / 10;
          }
        }
      }
      float[] measured =
          model.weights().toArrays().entrySet().stream()
              .filter(e -> e.getKey().contains("down.0.1") && e.getKey().contains("mean"))
              .findFirst()
              .orElseThrow()
              .getValue();
      assertEquals(mean[0], measured[0], 1e-5);
      assertEquals(mean[1], measured[1], 1e-5);
      // and then a pass with them gives finite maps
      float[] maps = model.forward(Tensor.zeros(1, 1, 8, 8), Pass.EVALUATION).toArray();
      for (float value : maps) {
        assertTrue(Float.isFinite(value));
      }
    }
  }
}
