package io.ridgeline.image;

import java.util.Arrays;

/**
 * Resizing with antialiasing: a filter whose support grows with the shrink factor, so that a shrunk
 * image averages what it leaves out instead of dropping it.
 *
 * <p>Pixel centres lie at half-integers, weights at the border are renormalized, and the horizontal
 * pass comes first: what Pillow's {@code BILINEAR} and {@code BICUBIC} do on floating-point images.
 */
public enum Interpolation {
  /** A triangle; values stay within the range of the input. */
  LINEAR(1),
  /**
   * Keys' cubic with a = −1/2 (Keys 1981, IEEE Trans. ASSP 29): sharper, and beside an edge a
   * little beyond the range of the input.
   */
  CUBIC(2);

  /** Pixels on either side that a filter reads where nothing shrinks. */
  private final int reach;

  Interpolation(int reach) {
    this.reach = reach;
  }

  private double weight(double distance) {
    double x = Math.abs(distance);
    if (x >= reach) {
      return 0;
    }
    if (this == LINEAR) {
      return 1 - x;
    }
    return x < 1 ? (1.5 * x - 2.5) * x * x + 1 : ((-0.5 * x + 2.5) * x - 4) * x + 2;
  }

  /**
   * One plane at another size.
   *
   * @param plane height·width values, row-major
   * @return newHeight·newWidth values, row-major
   */
  public float[] resize(float[] plane, int height, int width, int newHeight, int newWidth) {
    Filter across = Filter.of(this, width, newWidth);
    float[] narrow = new float[height * newWidth];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < newWidth; x++) {
        double sum = 0;
        double[] weights = across.weights[x];
        for (int k = 0; k < weights.length; k++) {
          sum += weights[k] * plane[y * width + across.first[x] + k];
        }
        narrow[y * newWidth + x] = (float) sum;
      }
    }
    Filter down = Filter.of(this, height, newHeight);
    float[] resized = new float[newHeight * newWidth];
    for (int y = 0; y < newHeight; y++) {
      double[] weights = down.weights[y];
      for (int x = 0; x < newWidth; x++) {
        double sum = 0;
        for (int k = 0; k < weights.length; k++) {
          sum += weights[k] * narrow[(down.first[y] + k) * newWidth + x];
        }
        resized[y * newWidth + x] = (float) sum;
      }
    }
    return resized;
  }

  /**
   * One volume at another size: every slice as a plane, then across the slices by the same filter.
   * Axes that keep their length are left alone.
   *
   * @param volume depth·height·width values, row-major
   * @param size {depth, height, width}
   * @param newSize likewise
   * @return the values at the new size, row-major
   */
  public float[] resize(float[] volume, int[] size, int[] newSize) {
    int plane = size[1] * size[2];
    int newPlane = newSize[1] * newSize[2];
    float[] slices = volume;
    if (size[1] != newSize[1] || size[2] != newSize[2]) {
      slices = new float[size[0] * newPlane];
      for (int z = 0; z < size[0]; z++) {
        float[] slice =
            resize(
                Arrays.copyOfRange(volume, z * plane, (z + 1) * plane),
                size[1],
                size[2],
                newSize[1],
                newSize[2]);
        System.arraycopy(slice, 0, slices, z * newPlane, newPlane);
      }
    }
    if (size[0] == newSize[0]) {
      return slices;
    }
    Filter through = Filter.of(this, size[0], newSize[0]);
    float[] resized = new float[newSize[0] * newPlane];
    for (int z = 0; z < newSize[0]; z++) {
      double[] weights = through.weights[z];
      for (int i = 0; i < newPlane; i++) {
        double sum = 0;
        for (int k = 0; k < weights.length; k++) {
          sum += weights[k] * slices[(through.first[z] + k) * newPlane + i];
        }
        resized[z * newPlane + i] = (float) sum;
      }
    }
    return resized;
  }

  /** For each output position, the first input position it reads and the weights from there on. */
  private record Filter(int[] first, double[][] weights) {
    static Filter of(Interpolation kernel, int in, int out) {
      double scale = (double) in / out;
      double stretch = Math.max(scale, 1);
      double support = kernel.reach * stretch;
      int[] first = new int[out];
      double[][] weights = new double[out][];
      for (int i = 0; i < out; i++) {
        double centre = (i + 0.5) * scale;
        first[i] = Math.max((int) (centre - support + 0.5), 0);
        int end = Math.min((int) (centre + support + 0.5), in);
        double[] w = new double[end - first[i]];
        double total = 0;
        for (int k = 0; k < w.length; k++) {
          w[k] = kernel.weight((first[i] + k - centre + 0.5) / stretch);
          total += w[k];
        }
        for (int k = 0; k < w.length; k++) {
          w[k] /= total;
        }
        weights[i] = w;
      }
      return new Filter(first, weights);
    }
  }
}
