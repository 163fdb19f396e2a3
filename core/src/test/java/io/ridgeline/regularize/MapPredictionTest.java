package io.ridgeline.regularize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.describe.Method;
import io.ridgeline.describe.Streams;
import io.ridgeline.engine.NoLeaks;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Tensor;
import io.ridgeline.loss.CrossEntropy;
import io.ridgeline.loss.Loss;
import io.ridgeline.model.DenseModel;
import io.ridgeline.model.Model;
import io.ridgeline.model.Pass;
import io.ridgeline.regularize.noise.Dropout;
import io.ridgeline.regularize.noise.SpatialDropout;
import io.ridgeline.regularize.predict.McDropout;
import io.ridgeline.regularize.predict.Temperature;
import io.ridgeline.regularize.predict.TestTimeAugmentation;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Predictions of every pixel, through the methods that change prediction. */
@ExtendWith(NoLeaks.class)
class MapPredictionTest {
  private static final Loss LOSS = new CrossEntropy();

  private static Tensor noise(long seed, long... shape) {
    RandomGenerator random = Streams.random(seed);
    int n = (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Tensor.of(values, shape);
  }

  private static Prediction prediction(Model model, Regularizer... methods) {
    return new Prediction(model, LOSS, List.of(methods));
  }

  @Test
  void plainMapsAreTheSoftmaxOfEveryPixel() {
    try (Scope scope = Scope.open()) {
      float ln3 = (float) Math.log(3);
      Tensor logits = Tensor.of(new float[] {0, ln3, 0, 0, 0, 0, 0, ln3}, 2, 2, 1, 2);
      // the images are the logits: ¾ where one exceeds the other by ln 3
      assertArrayEquals(
          new float[] {.5f, .75f, .5f, .25f, .5f, .25f, .5f, .75f},
          prediction(DenseModel.identity(2, 2, 1, 2)).maps(logits).toArray(),
          1e-6f);
    }
  }

  @Test
  void membersAreAveraged() {
    try (Scope scope = Scope.open()) {
      long[] shape = {1, 2, 1, 2};
      Tensor logits = Tensor.of(new float[] {0, 0, (float) Math.log(3), 0}, shape);
      Model swapped = DenseModel.of(x -> x.flip(1), shape);
      Model twice = DenseModel.of(x -> x.times(2), shape);
      Prediction three = prediction(DenseModel.identity(shape)).beside(List.of(swapped, twice));
      // of the first pixel (¼ + ¾ + 1/10) / 3, of the second ½
      assertArrayEquals(
          new float[] {1.1f / 3, .5f, 1.9f / 3, .5f}, three.maps(logits).toArray(), 1e-6f);
    }
  }

  @Test
  void whatDoesNotDependOnPlaceIsNotChangedBySymmetries() {
    for (long[] shape : new long[][] {{2, 3, 4, 4}, {2, 3, 4, 5}, {2, 3, 3, 4, 4}}) {
      for (String symmetries : List.of("none", "mirror", "flips", "dihedral")) {
        try (Scope scope = Scope.open()) {
          Tensor images = noise(4, shape);
          Model model = DenseModel.identity(shape);
          assertArrayEquals(
              prediction(model).maps(images).toArray(),
              prediction(model, new TestTimeAugmentation(symmetries)).maps(images).toArray(),
              1e-6f);
        }
      }
    }
  }

  @Test
  void symmetricCopiesAreLaidBackByHand() {
    try (Scope scope = Scope.open()) {
      // the model looks at the right neighbour: of a 1×2 image, the second pixel for both
      long[] shape = {1, 2, 1, 2};
      Model right = DenseModel.of(x -> Tensor.join(3, x.narrow(3, 1, 1), x.narrow(3, 1, 1)), shape);
      float ln3 = (float) Math.log(3);
      Tensor images = Tensor.of(new float[] {ln3, 0, 0, 0}, shape);
      // the pixels say ¾ and ½ for the first class; the mean of either for both
      assertArrayEquals(
          new float[] {.625f, .625f, .375f, .375f},
          prediction(right, new TestTimeAugmentation("mirror")).maps(images).toArray(),
          1e-6f);
    }
  }

  /** A model whose answer depends on place in every way: the same over all symmetries is wanted. */
  @Test
  void aMeanOverAllSymmetriesTurnsWithTheImage() {
    long[] flat = {1, 2, 3, 3};
    long[] deep = {1, 2, 3, 3, 3};
    for (long[] shape : List.of(flat, deep)) {
      try (Scope scope = Scope.open()) {
        Tensor weights = noise(9, shape);
        Model model = DenseModel.of(x -> x.times(weights), shape);
        Prediction all = prediction(model, new TestTimeAugmentation("dihedral"));
        Tensor images = noise(10, shape);
        int axes = shape.length;
        long[] transposed = axes == 4 ? new long[] {0, 1, 3, 2} : new long[] {0, 1, 2, 4, 3};
        Tensor maps = all.maps(images);
        assertArrayEquals(
            maps.permuted(transposed).toArray(),
            all.maps(images.permuted(transposed)).toArray(),
            1e-6f);
        assertArrayEquals(
            maps.flip(axes - 1).toArray(), all.maps(images.flip(axes - 1)).toArray(), 1e-6f);
        assertArrayEquals(
            maps.flip(axes - 2).toArray(), all.maps(images.flip(axes - 2)).toArray(), 1e-6f);
        assertTrue(Evidence.change(prediction(model).maps(images), maps) > 0.01, "it does act");
      }
    }
  }

  @Test
  void temperatureActsOnEveryPixel() {
    try (Scope scope = Scope.open()) {
      long[] shape = {1, 2, 1, 2};
      Tensor logits = Tensor.of(new float[] {(float) Math.log(9), 0, 0, 0}, shape);
      // odds of 9 become odds of 3
      assertArrayEquals(
          new float[] {.75f, .5f, .25f, .5f},
          prediction(DenseModel.identity(shape), new Temperature(2)).maps(logits).toArray(),
          1e-6f);
      assertThrows(
          IllegalStateException.class,
          () -> prediction(DenseModel.identity(shape), new Temperature()).maps(logits));
    }
  }

  @Test
  void mcDropoutIsTheMeanOfItsPassesAndTheSameForEveryImage() {
    try (Scope scope = Scope.open()) {
      long[] shape = {2, 2, 3, 3};
      Model model = DenseModel.identity(shape);
      Tensor one = noise(3, 1, 2, 3, 3);
      Tensor images = Tensor.join(0, one, one);
      List<LayerNoise> noise = List.of(new SpatialDropout(0.5));
      Tensor sum = Tensor.zeros(shape);
      for (int k = 1; k <= 4; k++) {
        Pass pass = new NoisyPass(noise, k);
        sum = sum.plus(model.forward(images, pass).softmax(1));
      }
      Tensor maps = prediction(model, noise.get(0), new McDropout(4)).maps(images);
      assertArrayEquals(sum.times(0.25).toArray(), maps.toArray(), 1e-6f);
      assertArrayEquals(maps.narrow(0, 0, 1).toArray(), maps.narrow(0, 1, 1).toArray(), 0f);
    }
  }

  /** A method that changes rows alone. */
  @Method(name = "rows-alone", summary = "Changes rows alone.")
  record RowsAlone() implements PredictionTransform {
    @Override
    public double[][] predict(Tensor images, Pass pass, Scorer inner, IntFunction<Pass> noisy) {
      return inner.score(images, pass);
    }
  }

  @Test
  void whatIsNotDefinedForMapsSaysSo() {
    try (Scope scope = Scope.open()) {
      long[] shape = {1, 2, 1, 2};
      Prediction rows = prediction(DenseModel.identity(shape), new RowsAlone());
      assertEquals(
          "rows-alone is not defined for segmentation",
          assertThrows(UnsupportedOperationException.class, () -> rows.maps(Tensor.zeros(shape)))
              .getMessage());
    }
  }

  @Test
  void noiseOfTheArmActsOnlyWhereAMethodAsksForIt() {
    try (Scope scope = Scope.open()) {
      long[] shape = {1, 2, 2, 2};
      Tensor images = noise(2, shape);
      Model model = DenseModel.identity(shape);
      assertArrayEquals(
          prediction(model).maps(images).toArray(),
          prediction(model, new Dropout(0.5, "blocks")).maps(images).toArray(),
          0f);
    }
  }
}
