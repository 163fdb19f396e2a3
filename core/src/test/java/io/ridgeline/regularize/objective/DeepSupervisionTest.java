package io.ridgeline.regularize.objective;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.data.Shape;
import io.ridgeline.describe.Streams;
import io.ridgeline.engine.Generator;
import io.ridgeline.engine.NoLeaks;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Tensor;
import io.ridgeline.engine.Weight;
import io.ridgeline.engine.Weights;
import io.ridgeline.loss.CrossEntropy;
import io.ridgeline.loss.DiceCrossEntropy;
import io.ridgeline.loss.Loss;
import io.ridgeline.model.Architecture;
import io.ridgeline.model.DenseModel;
import io.ridgeline.model.Model;
import io.ridgeline.model.ResNet;
import io.ridgeline.model.UNet;
import io.ridgeline.regularize.Batch;
import io.ridgeline.regularize.Hooks;
import io.ridgeline.regularize.Moment;
import io.ridgeline.regularize.Objective;
import io.ridgeline.regularize.Regularizer;
import io.ridgeline.regularize.Steps;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class DeepSupervisionTest {
  private static final UNet HEADS = new UNet(2, 3, 0, "off", "on");

  /** One-hot maps of two classes. */
  private static Tensor targets(float[] second, long... shape) {
    float[] both = new float[2 * second.length];
    for (int i = 0; i < second.length; i++) {
      both[i] = 1 - second[i];
      both[second.length + i] = second[i];
    }
    return Tensor.of(both, shape);
  }

  /** Logits that give the second class ¾ everywhere. */
  private static Tensor threeQuarters(long... shape) {
    Tensor ln3 = Tensor.ones(shape).narrow(1, 0, 1).times(Math.log(3));
    return Tensor.join(1, ln3.times(0), ln3);
  }

  private static double objective(double weight, Tensor targets, Objective.Auxiliary... heads) {
    Tensor loss = Tensor.ones(1).sum();
    Objective inner = (b, more) -> new Objective.Value(b.images(), loss, List.of(heads));
    Model model = DenseModel.identity(targets.shape());
    Objective.Value value =
        new DeepSupervision(weight)
            .begin(model, new CrossEntropy())
            .of(new Batch(targets, targets), inner, Steps.first(1));
    return value.loss().item();
  }

  @Test
  void everyLevelIsAskedForTheMaskAtItsOwnResolution() {
    try (Scope scope = Scope.open()) {
      float[] mask = {
        0, 0, 0, 0,
        0, 1, 0, 0,
        0, 0, 1, 0,
        0, 0, 0, 0,
      };
      Tensor targets = targets(mask, 1, 2, 4, 4);
      Objective.Auxiliary first = new Objective.Auxiliary(1, () -> threeQuarters(1, 2, 2, 2));
      Objective.Auxiliary second = new Objective.Auxiliary(2, () -> threeQuarters(1, 2, 1, 1));
      // level 1 sees the pixels (1, 1), (1, 3), (3, 1) and (3, 3), of which the first is on;
      // level 2 sees (2, 2), which is on
      double on = -Math.log(0.75);
      double off = -Math.log(0.25);
      double one = (on + 3 * off) / 4;
      assertEquals(1 + 0.5 * one + 0.25 * on, objective(0.5, targets, first, second), 1e-6);
      assertEquals(1 + 2 * one, objective(2, targets, first), 1e-6);
      assertEquals(1, objective(0.5, targets), 0);
    }
  }

  /** Of two slices, the level's maps have as many. */
  @Test
  void flatLevelsOfVolumesKeepTheirSlices() {
    try (Scope scope = Scope.open()) {
      float[] mask = {
        0, 0, //
        0, 1, //
        1, 1, //
        1, 0,
      };
      Tensor targets = targets(mask, 1, 2, 2, 2, 2);
      Objective.Auxiliary head = new Objective.Auxiliary(1, () -> threeQuarters(1, 2, 2, 1, 1));
      double mean = (-Math.log(0.75) - Math.log(0.25)) / 2;
      assertEquals(1 + 0.5 * mean, objective(0.5, targets, head), 1e-6);
      Objective.Auxiliary whole = new Objective.Auxiliary(1, () -> threeQuarters(1, 2, 1, 1, 1));
      // of all eight voxels, the last
      assertEquals(1 - 0.5 * Math.log(0.25), objective(0.5, targets, whole), 1e-6);
    }
  }

  private static Tensor noise(long seed, long... shape) {
    RandomGenerator random = Streams.random(seed);
    float[] values = new float[(int) Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Tensor.of(values, shape);
  }

  /** The objective of the first step of a network with heads, and every gradient by name. */
  private record Step(double loss, Map<String, float[]> gradients) {
    float[] gradient(String name) {
      return Objects.requireNonNull(gradients.get(name), name);
    }

    static Step of(Architecture plan, Shape shape, List<Regularizer> methods) {
      Loss loss = new DiceCrossEntropy();
      Model model = plan.build(shape, 2);
      Weights weights = model.weights();
      weights.initialize(new Generator(1));
      Hooks hooks = new Hooks(methods, 1);
      hooks.begin(model, loss, new long[] {3, 1});
      hooks.at(new Moment(0, 1, 1, 0.1));
      float[] mask = new float[2 * shape.plane()];
      for (int i = 0; i < mask.length; i++) {
        mask[i] = i % 8 < 3 ? 1 : 0;
      }
      long[] maps = shape.tensor(2);
      maps[1] = 2;
      // per image: the classes of either come after each other
      float[] both = new float[2 * mask.length];
      for (int i = 0; i < mask.length; i++) {
        int image = i / shape.plane();
        int at = image * 2 * shape.plane() + i % shape.plane();
        both[at] = 1 - mask[i];
        both[at + shape.plane()] = mask[i];
      }
      double value =
          hooks.differentiate(
              model, loss, new Batch(noise(2, shape.tensor(2)), Tensor.of(both, maps)));
      Map<String, float[]> gradients = new LinkedHashMap<>();
      for (Weight w : weights.all()) {
        gradients.put(w.name(), w.gradient().toArray());
      }
      return new Step(value, gradients);
    }
  }

  private static boolean zero(float[] values) {
    for (float v : values) {
      if (v != 0) {
        return false;
      }
    }
    return true;
  }

  @Test
  void headsLearnWithItAndAreLeftAloneWithoutIt() {
    for (Shape shape : List.of(new Shape(1, 8, 8), new Shape(1, 4, 8, 8))) {
      try (Scope scope = Scope.open()) {
        Step without = Step.of(HEADS, shape, List.of());
        Step with = Step.of(HEADS, shape, List.of(new DeepSupervision(0.5)));
        Step off = Step.of(HEADS, shape, List.of(new DeepSupervision(0)));
        assertTrue(zero(without.gradient("auxiliary.1.weight")));
        assertTrue(zero(without.gradient("auxiliary.1.bias")));
        assertFalse(zero(with.gradient("auxiliary.1.weight")));
        assertFalse(zero(with.gradient("auxiliary.1.bias")));
        assertTrue(with.loss > without.loss, "a loss is added");
        assertEquals(without.loss, off.loss, 0);
        without.gradients.forEach((n, g) -> assertArrayEquals(g, off.gradient(n), n));
        // what lies above the level hears only of the last head, and beside one step of it the same
        assertArrayEquals(without.gradient("head.weight"), with.gradient("head.weight"));
        assertFalse(
            Arrays.equals(without.gradient("merge.1.0.weight"), with.gradient("merge.1.0.weight")));
      }
    }
  }

  @Test
  void itIsRefusedWithoutHeads() {
    DeepSupervision method = new DeepSupervision(0.5);
    String why =
        "deep-supervision needs a model with further heads: a unet of three levels at least with"
            + " deepSupervision: on";
    assertEquals(why, method.refuses(new UNet(4, 4)).orElse(""));
    // two levels have no decoder level but the first
    assertEquals(why, method.refuses(new UNet(4, 2, 0, "off", "on")).orElse(""));
    assertEquals(why, method.refuses(new ResNet(4, List.of(1, 1))).orElse(""));
    assertTrue(method.refuses(HEADS).isEmpty());
    assertTrue(new DeepSupervision(0).isOff());
  }
}
