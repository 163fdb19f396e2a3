package io.ridgeline.regularize.augment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.data.Shape;
import io.ridgeline.describe.Streams;
import io.ridgeline.engine.NoLeaks;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Tensor;
import io.ridgeline.regularize.Batch;
import io.ridgeline.regularize.BatchTransform;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Targets that are maps go with their images. */
@ExtendWith(NoLeaks.class)
class TargetMapsTest {
  private static final int N = 12;

  /** A change of a batch in some shape of image. */
  record Case(String name, BatchTransform transform, Shape shape) {
    @Override
    public String toString() {
      return name + " " + shape;
    }
  }

  /** One operation at half strength, either way. */
  private static BatchTransform only(Operation operation) {
    return (Batch batch, RandomGenerator random) -> {
      Operation[] all = new Operation[N];
      Arrays.fill(all, operation);
      double[] strengths = random.doubles(N, -0.5, 0.5).toArray();
      return Operation.each(batch, all, strengths);
    };
  }

  static List<Case> moving() {
    List<Case> cases = new ArrayList<>();
    for (Shape shape :
        List.of(new Shape(1, 40, 40), new Shape(1, 44, 40), new Shape(1, 28, 24, 24))) {
      cases.add(new Case("flip", new Flip(0.5, 0.5), shape));
      cases.add(new Case("rotate90", new Rotate90(0.7), shape));
      cases.add(new Case("affine", new Affine(180, 0.3, 0.2, 0.1), shape));
      cases.add(new Case("elastic", new Elastic(3, 8), shape));
      for (Operation operation :
          List.of(
              Operation.ROTATE,
              Operation.SHEAR_X,
              Operation.SHEAR_Y,
              Operation.TRANSLATE_X,
              Operation.TRANSLATE_Y)) {
        cases.add(new Case(operation.name(), only(operation), shape));
      }
    }
    return cases;
  }

  /**
   * A ball of class 2 in one of class 1; each pixel shows its class, off the centre of the image.
   */
  private static float[] labels(Shape shape) {
    float[] labels = new float[N * shape.plane()];
    for (int k = 0; k < labels.length; k++) {
      int at = k % shape.plane();
      int x = at % shape.width();
      int y = at / shape.width() % shape.height();
      int z = at / shape.width() / shape.height();
      double dz = shape.dims() == 3 ? z + 0.5 - shape.depth() / 2.0 : 0;
      double dy = y + 0.5 - shape.height() / 2.0 - 1;
      double dx = x + 0.5 - shape.width() / 2.0 + 2;
      double r = Math.sqrt(dx * dx + dy * dy + dz * dz);
      labels[k] = r < 4 ? 2 : r < 9 ? 1 : 0;
    }
    return labels;
  }

  private static Tensor oneHot(float[] labels, Shape shape, int classes) {
    int plane = shape.plane();
    int n = labels.length / plane;
    float[] maps = new float[n * classes * plane];
    for (int k = 0; k < labels.length; k++) {
      maps[(k / plane * classes + (int) labels[k]) * plane + k % plane] = 1;
    }
    return Tensor.of(
        maps, new Shape(classes, shape.depth(), shape.height(), shape.width()).tensor(n));
  }

  @ParameterizedTest
  @MethodSource("moving")
  void classesLieWhereTheirImagesShowThem(Case c) {
    try (Scope scope = Scope.open()) {
      Shape shape = c.shape();
      int plane = shape.plane();
      float[] given = labels(shape);
      Batch out =
          c.transform()
              .transform(
                  new Batch(Tensor.of(given, shape.tensor(N)), oneHot(given, shape, 3)),
                  Streams.random(5));
      float[] shown = out.images().toArray();
      float[] maps = out.targets().toArray();
      int looked = 0;
      int changed = 0;
      for (int k = 0; k < shown.length; k++) {
        int image = k / plane;
        double sum = 0;
        int label = -1;
        for (int j = 0; j < 3; j++) {
          float p = maps[(image * 3 + j) * plane + k % plane];
          assertTrue(p == 0 || p == 1, "a mask keeps its values: " + p);
          sum += p;
          label = p == 1 ? j : label;
        }
        assertEquals(1, sum);
        // away from edges all pixels around have one class
        if (Math.abs(shown[k] - Math.rint(shown[k])) < 0.01) {
          assertEquals(Math.rint(shown[k]), label, c + " at " + k);
          looked++;
          changed += label != given[k] ? 1 : 0;
        }
      }
      assertTrue(looked > 0.6 * shown.length, "looked at " + looked);
      assertTrue(changed > 0, "nothing moved");
    }
  }

  @ParameterizedTest
  @MethodSource("moving")
  void theGivenBatchStaysAndVectorsToo(Case c) {
    try (Scope scope = Scope.open()) {
      float[] given = labels(c.shape());
      Tensor images = Tensor.of(given, c.shape().tensor(N));
      Tensor maps = oneHot(given, c.shape(), 3);
      Tensor vectors = Tensor.ones(N, 3).times(1 / 3.0);
      Batch out = c.transform().transform(new Batch(images, maps), Streams.random(5));
      assertArrayEquals(given, images.toArray());
      assertArrayEquals(oneHot(given, c.shape(), 3).toArray(), maps.toArray());
      Batch alike = c.transform().transform(new Batch(images, vectors), Streams.random(5));
      assertArrayEquals(out.images().toArray(), alike.images().toArray());
      assertArrayEquals(vectors.toArray(), alike.targets().toArray());
    }
  }

  @Test
  void whatComesInFromOutsideIsBackground() {
    try (Scope scope = Scope.open()) {
      // each pixel looks a quarter of the width, one pixel, to its right
      Motion motion = new AffineMotion(new double[][] {{1, 0, 0.5, 0, 1, 0}}, 1, 4);
      Tensor maps = Tensor.of(new float[] {0, 1, 0.25f, 0, 1, 0, 0.75f, 1}, 1, 2, 1, 4);
      assertArrayEquals(
          new float[] {1, 0.25f, 0, 1, 0, 0.75f, 1, 0},
          motion.targets(maps, new Shape(1, 1, 4)).toArray(),
          1e-6f);
      Motion still = new Reflections(List.of(Symmetry.IDENTITY), 1, 4);
      assertSame(maps, still.targets(maps, new Shape(1, 1, 4)));
      Motion mirrored = new Reflections(List.of(Symmetry.LEFT_RIGHT), 1, 4);
      assertArrayEquals(
          new float[] {0, 0.25f, 1, 0, 1, 0.75f, 0, 1},
          mirrored.targets(maps, new Shape(1, 1, 4)).toArray());
      // a volume of four voxels in depth, each looking at the next slice
      Motion deeper =
          GridMotion.affine(
              new double[][] {{1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0.5}}, new Shape(1, 4, 1, 1));
      assertArrayEquals(
          new float[] {1, 0.25f, 0, 1, 0, 0.75f, 1, 0},
          deeper.targets(maps.reshape(1, 2, 4, 1, 1), new Shape(1, 4, 1, 1)).toArray(),
          1e-6f);
    }
  }

  @Test
  void cutMixPastesMapsWithTheirImages() {
    for (Shape shape : List.of(new Shape(1, 6, 5), new Shape(1, 4, 6, 5))) {
      var random = Streams.random(5);
      int plane = shape.plane();
      // image i is i all over and of class i everywhere
      float[] given = new float[3 * plane];
      for (int k = 0; k < given.length; k++) {
        given[k] = Math.floorDiv(k, plane);
      }
      boolean pasted = false;
      for (int round = 0; round < 50; round++) {
        try (Scope scope = Scope.open()) {
          Tensor images = Tensor.of(given, shape.tensor(3));
          Tensor maps = oneHot(given, shape, 3);
          Batch out = new CutMix(1).transform(new Batch(images, maps), random);
          float[] shown = out.images().toArray();
          assertArrayEquals(oneHot(shown, shape, 3).toArray(), out.targets().toArray());
          assertArrayEquals(given, images.toArray());
          assertArrayEquals(oneHot(given, shape, 3).toArray(), maps.toArray());
          pasted |= !Arrays.equals(given, shown);
        }
      }
      assertTrue(pasted);
    }
  }

  @Test
  void mixupBlendsMaps() {
    try (Scope scope = Scope.open()) {
      Tensor images = Tensor.of(new float[] {0, 0, 1, 1}, 2, 1, 1, 2);
      // pixels of class 0, 1 in the first image and 1, 1 in the second
      Tensor maps = Tensor.of(new float[] {1, 0, 0, 1, 0, 0, 1, 1}, 2, 2, 1, 2);
      boolean mixed = false;
      var random = Streams.random(4);
      for (int k = 0; k < 10; k++) {
        Batch out = new Mixup(1).transform(new Batch(images, maps), random);
        // the first image shows how much of the second is in it
        float other = out.images().toArray()[0];
        float[] y = out.targets().toArray();
        assertArrayEquals(new float[] {1 - other, 0, other, 1}, Arrays.copyOf(y, 4), 1e-6f);
        mixed |= other > 0.05 && other < 0.95;
      }
      assertTrue(mixed);
    }
  }

  @Test
  void intensitiesLeaveMapsAlone() {
    try (Scope scope = Scope.open()) {
      Shape shape = new Shape(1, 40, 40);
      float[] given = labels(shape);
      Batch batch = new Batch(Tensor.of(given, shape.tensor(N)), oneHot(given, shape, 3));
      for (Operation operation :
          List.of(
              Operation.STANDARDIZE,
              Operation.BRIGHTNESS,
              Operation.CONTRAST,
              Operation.GAMMA,
              Operation.SHARPNESS)) {
        Batch out = only(operation).transform(batch, Streams.random(1));
        assertSame(batch.targets(), out.targets(), operation.name());
        assertTrue(out.images().minus(batch.images()).abs().sum().item() > 0, operation.name());
      }
    }
  }

  @Test
  void policiesMoveMapsWithTheirImages() {
    try (Scope scope = Scope.open()) {
      // what is far from the mean stays so under every operation: the bright part is class 1
      Shape shape = new Shape(1, 40, 40);
      float[] given = labels(shape);
      for (int k = 0; k < given.length; k++) {
        given[k] = given[k] > 0 ? 1 : 0;
      }
      Batch batch = new Batch(Tensor.of(given, shape.tensor(N)).times(4), oneHot(given, shape, 2));
      for (BatchTransform policy : List.of(new RandAugment(2, 20), new TrivialAugment())) {
        Batch out = policy.transform(batch, Streams.random(3));
        float[] maps = out.targets().toArray();
        float[] shown = out.images().toArray();
        int plane = shape.plane();
        int agree = 0;
        for (int i = 0; i < N; i++) {
          float[] one = Arrays.copyOfRange(shown, i * plane, (i + 1) * plane);
          float[] sorted = one.clone();
          Arrays.sort(sorted);
          float middle = (sorted[0] + sorted[plane - 1]) / 2;
          for (int k = 0; k < plane; k++) {
            agree += (one[k] > middle) == (maps[(2 * i + 1) * plane + k] == 1) ? 1 : 0;
          }
        }
        assertTrue(agree > 0.97 * N * plane, policy + ": " + agree / (double) (N * plane));
        assertTrue(out.targets().minus(batch.targets()).abs().sum().item() > 0);
      }
    }
  }
}
