package io.ridgeline.task;

import io.ridgeline.data.Shape;
import io.ridgeline.engine.Tensor;

/**
 * One class a pixel.
 *
 * @param classes K, the background among them
 */
public record Segmentation(int classes) {
  /**
   * Masks as class probabilities.
   *
   * @param labels class indexes, one mask after the other
   * @param shape of one image
   * @return one-hot, {@code [N, K, (D,) H, W]}
   */
  public Tensor encode(byte[] labels, Shape shape) {
    int plane = shape.plane();
    float[] maps = new float[labels.length * classes];
    for (int i = 0; i < labels.length; i++) {
      maps[(i / plane * classes + labels[i]) * plane + i % plane] = 1;
    }
    Shape map = new Shape(classes, shape.depth(), shape.height(), shape.width());
    return Tensor.of(maps, map.tensor(labels.length / plane));
  }

  /**
   * The most probable class of each pixel; of equals the first.
   *
   * @param probabilities K planes
   */
  public byte[] decide(float[][] probabilities) {
    byte[] labels = new byte[probabilities[0].length];
    for (int i = 0; i < labels.length; i++) {
      int best = 0;
      for (int k = 1; k < classes; k++) {
        best = probabilities[k][i] > probabilities[best][i] ? k : best;
      }
      labels[i] = (byte) best;
    }
    return labels;
  }
}
