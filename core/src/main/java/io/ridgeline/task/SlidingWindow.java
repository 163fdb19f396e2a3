package io.ridgeline.task;

import io.ridgeline.data.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Goes over an image of any size in patches that overlap by half, and joins what was said of each,
 * weighted by a Gaussian that trusts a patch's middle more than its edges.
 *
 * <p>Patches lie evenly, first and last flush with the image; a patch larger than the image is laid
 * around its middle. The Gaussian has a standard deviation of an eighth of each side (Isensee et
 * al. 2021, Nature Methods 18:203).
 *
 * @param image the shape of the image
 * @param patch the shape of a patch
 */
public record SlidingWindow(Shape image, Shape patch) {
  private static final double SIGMA = 1.0 / 8;

  /** Below it, a corner's weight would drown in the rounding of the sum. */
  private static final float LEAST = 1e-3f;

  /** The patches, in order. */
  public List<Patch> patches() {
    List<Patch> patches = new ArrayList<>();
    for (int z : starts(image.depth(), patch.depth())) {
      for (int y : starts(image.height(), patch.height())) {
        for (int x : starts(image.width(), patch.width())) {
          patches.add(new Patch(z, y, x, patch));
        }
      }
    }
    return patches;
  }

  private static int[] starts(int length, int side) {
    int room = length - side;
    if (room <= 0) {
      return new int[] {Math.floorDiv(room, 2)};
    }
    int steps = (int) Math.ceil(room / Math.max(1, side / 2.0));
    int[] starts = new int[steps + 1];
    for (int i = 0; i <= steps; i++) {
      starts[i] = (int) Math.round((double) i * room / steps);
    }
    return starts;
  }

  /** The weight of each position of a patch, at most 1. */
  float[] weights() {
    double[][] axes = {axis(patch.depth()), axis(patch.height()), axis(patch.width())};
    float[] weights = new float[patch.plane()];
    int i = 0;
    for (double z : axes[0]) {
      for (double y : axes[1]) {
        for (double x : axes[2]) {
          weights[i++] = Math.max(LEAST, (float) (z * y * x));
        }
      }
    }
    return weights;
  }

  private static double[] axis(int side) {
    double[] weights = new double[side];
    for (int i = 0; i < side; i++) {
      double z = (i - (side - 1) / 2.0) / (SIGMA * side);
      weights[i] = StrictMath.exp(-z * z / 2);
    }
    return weights;
  }

  /**
   * The class probabilities of the whole image.
   *
   * @param said of a patch: its class probabilities, K planes end to end
   * @return K planes of the image, each by itself: end to end those of a large volume would be
   *     longer than an array can be
   */
  public float[][] join(Function<Patch, float[]> said) {
    List<Patch> patches = patches();
    boolean alone = patches.size() == 1;
    float[] ones = new float[patch.plane()];
    Arrays.fill(ones, 1);
    float[] weights = alone ? ones : weights();
    float[][] total = new float[alone ? 0 : 1][image.plane()];
    float[][] sums = new float[0][];
    for (Patch at : patches) {
      float[] values = said.apply(at);
      if (sums.length == 0) {
        sums = new float[values.length / patch.plane()][image.plane()];
      }
      at.add(values, weights, sums, image);
      at.add(ones, weights, total, image);
    }
    for (float[] weight : total) {
      for (float[] sum : sums) {
        for (int i = 0; i < sum.length; i++) {
          sum[i] /= weight[i];
        }
      }
    }
    return sums;
  }
}
