package io.ridgeline.model;

import io.ridgeline.data.Shape;

/**
 * How much memory a training step of a {@link UNet} takes, reckoned from its form alone: activation
 * values × 4 bytes × 2.3, and four copies of the weights.
 *
 * <p>The factor was measured, as the growth of a process's peak by each further image of a batch: a
 * flat network (width 16, 128×128) grew by 53 to 63 MB where its activations have 29 MB, one for
 * volumes (width 8, 32×48×32) by 68 to 75 MB where they have 32. The process itself takes some 300
 * MB more.
 */
final class UNetMemory {
  /** Of a block, for each channel and pixel: twice convolution, normalization and ReLU. */
  private static final int BLOCK = 6;

  /** Up and joined with what the encoder saw: one channel and two. */
  private static final int JOIN = 3;

  /** Pooled: the value, and where it came from in 64 bits. */
  private static final int POOL = 3;

  /** Logits, their logarithms and the targets. */
  private static final int HEAD = 3;

  /** Values, gradients and two moments of Adam. */
  private static final int COPIES = 4;

  /**
   * Activations, their gradients, what convolutions need to work, and what the allocator wastes.
   */
  private static final double MEASURED = 2.3;

  private UNetMemory() {}

  /** The bytes of a step: activations of the whole batch, forward and backward, and the weights. */
  static long bytes(UNet plan, Shape patch, int classes, int batch) {
    double activations = values(plan, patch, classes) * batch * MEASURED;
    return (long) (Float.BYTES * (activations + COPIES * weights(plan, patch, classes)));
  }

  /** The activations of one image, all of which are kept until the step ends. */
  static double values(UNet plan, Shape patch, int classes) {
    double values = (double) patch.plane() * (patch.channels() + HEAD * classes);
    for (int level = 0; level < plan.levels(); level++) {
      double maps = (double) (plan.width() << level) * plane(plan, patch, level);
      boolean last = level == plan.levels() - 1;
      values += maps * (last ? BLOCK : 2 * BLOCK + JOIN);
      values += last ? 0 : (double) (plan.width() << level) * POOL * plane(plan, patch, level + 1);
    }
    return values;
  }

  /** The pixels or voxels of a map. */
  private static double plane(UNet plan, Shape patch, int level) {
    int depth = Math.max(0, level - plan.flat());
    return patch.plane() / Math.pow(2, 2.0 * level + (patch.dims() == 3 ? depth : 0));
  }

  /** The weights; normalizations and biases, which are few, apart. */
  static double weights(UNet plan, Shape patch, int classes) {
    double weights = (double) plan.width() * classes;
    for (int level = 0; level < plan.levels(); level++) {
      double out = plan.width() << level;
      double in = level == 0 ? patch.channels() : out / 2;
      double depth = patch.dims() == 3 && level >= plan.flat() ? 1 : 0;
      double kernel = 9 * Math.pow(3, depth);
      weights += kernel * (in * out + out * out);
      weights += level < plan.levels() - 1 ? 3 * kernel * out * out : 0;
      weights += level < plan.levels() - 1 ? 2 * out * out * 4 * Math.pow(2, depth) : 0;
    }
    return weights;
  }
}
