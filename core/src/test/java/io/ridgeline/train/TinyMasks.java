package io.ridgeline.train;

import io.ridgeline.data.Cohort;
import io.ridgeline.data.DataSpec.Preparation;
import io.ridgeline.data.Example;
import io.ridgeline.data.Intensity;
import io.ridgeline.data.Mask;
import io.ridgeline.data.Prepared;
import io.ridgeline.data.Shape;
import io.ridgeline.describe.Streams;
import io.ridgeline.engine.Optimizer;
import io.ridgeline.image.Image;
import io.ridgeline.image.Spacing;
import io.ridgeline.loss.DiceCrossEntropy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Made-up images of any form with a bright box to be found, and a fit of seconds. */
final class TinyMasks {
  private TinyMasks() {}

  /** Images of one shape; the patch may be empty. */
  static Prepared of(int n, Shape shape, List<Integer> patch) {
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      byte[] labels = box(shape, Streams.random(Streams.seed(i, "box")));
      examples.add(example("i" + i, shape, labels));
    }
    return prepared(List.of("background", "box"), patch, examples);
  }

  static Prepared prepared(List<String> classes, List<Integer> patch, List<Example> examples) {
    return Prepared.of(
        new Cohort("made up", classes, List.of("all"), examples, true, List.of()),
        new Preparation(
            List.of(), 1, Preparation.Resize.STRETCH, patch, List.of(), Intensity.STORED));
  }

  /** Noise, and 3 standard deviations more for each class. */
  static Example example(String id, Shape shape, byte... labels) {
    RandomGenerator random = Streams.random(Streams.seed(7, id));
    float[] values = new float[shape.plane()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian() + 3 * labels[i];
    }
    Image image =
        new Image(1, shape.depth(), shape.height(), shape.width(), Spacing.PIXELS, 1, values);
    return new Example(id, id, image, new Mask(labels, 0), "", Map.of());
  }

  /** Of a third of each side, anywhere. */
  private static byte[] box(Shape shape, RandomGenerator random) {
    int[] sides = {shape.depth(), shape.height(), shape.width()};
    int[] from = new int[3];
    int[] to = new int[3];
    for (int a = 0; a < 3; a++) {
      int length = Math.max(1, sides[a] / 3);
      from[a] = random.nextInt(sides[a] - length + 1);
      to[a] = from[a] + length;
    }
    byte[] labels = new byte[shape.plane()];
    for (int i = 0; i < labels.length; i++) {
      int z = i / (shape.height() * shape.width());
      int y = i / shape.width() % shape.height();
      int x = i % shape.width();
      boolean inside =
          z >= from[0] && z < to[0] && y >= from[1] && y < to[1] && x >= from[2] && x < to[2];
      labels[i] = (byte) (inside ? 1 : 0);
    }
    return labels;
  }

  static TrainingPlan plan(int epochs) {
    return new TrainingPlan(
        new Optimizer.Adam(),
        0.01,
        new LearningRate.OneCycle(0.3),
        new DiceCrossEntropy(),
        4,
        epochs,
        "dice");
  }

  static Subset subset(Prepared prepared, int from, int to) {
    return new Subset(prepared, IntStream.range(from, to).toArray());
  }
}
