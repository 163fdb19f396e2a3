package io.ridgeline.train;

import io.ridgeline.data.LabelledBox;
import io.ridgeline.data.PreparedImage;
import io.ridgeline.data.Shape;
import io.ridgeline.task.Patch;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * Draws where patches are cut for training.
 *
 * <p>Where patches are smaller than an image, a third of them are laid around a pixel of the
 * foreground, or the middle of an object, of a class drawn evenly from those in the image (Isensee
 * et al. 2021, Nature Methods 18:203); the others anywhere inside. Along an axis on which the image
 * is no longer than the patch it lies in the patch's middle.
 */
final class PatchSampler {
  private static final double FOREGROUND = 1.0 / 3;

  /** Foreground places kept of a class in an image. */
  private static final int PLACES = 4096;

  private final Shape patch;
  private final int classes;
  private final Map<Integer, int[][]> foreground = new HashMap<>();

  /**
   * Patches of one shape.
   *
   * @param classes of pixels, the background among them; of boxes without meaning
   */
  PatchSampler(Shape patch, int classes) {
    this.patch = patch;
    this.classes = classes;
  }

  /**
   * The next patch of an image.
   *
   * @param row by which the image is known again
   */
  Patch draw(int row, PreparedImage prepared, RandomGenerator random) {
    Shape image = prepared.shape();
    if (image.equals(patch)) {
      return new Patch(0, 0, 0, patch);
    }
    int[][] there = foreground.computeIfAbsent(row, r -> places(prepared));
    boolean around = random.nextDouble() < FOREGROUND && there.length > 0;
    int[] middle = {-1, -1, -1};
    if (around) {
      int[] places = there[random.nextInt(there.length)];
      int place = places[random.nextInt(places.length)];
      middle[0] = place / (image.height() * image.width());
      middle[1] = place / image.width() % image.height();
      middle[2] = place % image.width();
    }
    return new Patch(
        start(image.depth(), patch.depth(), middle[0], random),
        start(image.height(), patch.height(), middle[1], random),
        start(image.width(), patch.width(), middle[2], random),
        patch);
  }

  /** Where a patch begins on an axis: around a place if there is one, else anywhere inside. */
  private static int start(int length, int side, int middle, RandomGenerator random) {
    int room = length - side;
    if (room <= 0) {
      return Math.floorDiv(room, 2);
    }
    return middle < 0
        ? random.nextInt(room + 1)
        : Math.max(0, Math.min(room, middle - random.nextInt(side)));
  }

  /** Of each foreground class in an image, some of its places, picked evenly. */
  private int[][] places(PreparedImage image) {
    if (image.labels().length == 0) {
      return middles(image);
    }
    byte[] labels = image.labels();
    int[] counts = new int[classes];
    for (byte label : labels) {
      counts[label]++;
    }
    int[][] places = new int[classes][];
    int[] seen = new int[classes];
    Arrays.setAll(places, k -> new int[Math.min(PLACES, counts[k])]);
    for (int i = 0; i < labels.length; i++) {
      int k = labels[i];
      // the j-th of n is kept as the (j·p/n)-th of p
      places[k][(int) ((long) seen[k]++ * places[k].length / counts[k])] = i;
    }
    return Arrays.stream(places).skip(1).filter(p -> p.length > 0).toArray(int[][]::new);
  }

  /** Of each class in an image, the middles of its objects. */
  private static int[][] middles(PreparedImage image) {
    int width = image.shape().width();
    int last = image.shape().height() - 1;
    Map<Integer, List<LabelledBox>> byClass =
        image.boxes().stream()
            .collect(Collectors.groupingBy(LabelledBox::label, TreeMap::new, Collectors.toList()));
    return byClass.values().stream()
        .map(
            boxes ->
                boxes.stream()
                    .map(LabelledBox::box)
                    .mapToInt(
                        b ->
                            Math.min(last, (int) ((b.top() + b.bottom()) / 2)) * width
                                + Math.min(width - 1, (int) ((b.left() + b.right()) / 2)))
                    .toArray())
        .toArray(int[][]::new);
  }
}
