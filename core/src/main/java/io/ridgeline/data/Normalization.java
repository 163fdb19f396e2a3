package io.ridgeline.data;

/**
 * The affine map that gives each channel of the training part mean 0 and standard deviation 1.
 *
 * @param mean one value a channel, on the scale 0..1
 * @param std one value a channel; 1 for a constant channel, so that nothing is divided by 0
 */
public record Normalization(float[] mean, float[] std) {
  /**
   * The mean and the population standard deviation over all pixels of the given examples.
   *
   * @param examples the training part only: validation and test pixels must not leak into it
   */
  public static Normalization measure(Prepared prepared, int[] examples) {
    int channels = prepared.shape().channels();
    float[] mean = new float[channels];
    float[] std = new float[channels];
    for (int c = 0; c < channels; c++) {
      double sum = 0;
      long count = 0;
      float low = Float.POSITIVE_INFINITY;
      float high = Float.NEGATIVE_INFINITY;
      for (int example : examples) {
        float[] pixels = prepared.images().get(example).pixels();
        int plane = pixels.length / channels;
        count += plane;
        for (int i = c * plane; i < (c + 1) * plane; i++) {
          sum += pixels[i];
          low = Math.min(low, pixels[i]);
          high = Math.max(high, pixels[i]);
        }
      }
      double centre = sum / count;
      double squares = 0;
      for (int example : examples) {
        float[] pixels = prepared.images().get(example).pixels();
        int plane = pixels.length / channels;
        for (int i = c * plane; i < (c + 1) * plane; i++) {
          squares += (pixels[i] - centre) * (pixels[i] - centre);
        }
      }
      mean[c] = (float) centre;
      std[c] = low == high ? 1 : (float) Math.sqrt(squares / count);
    }
    return new Normalization(mean, std);
  }

  /** The pixels of one image, channels first, as {@code (pixel − mean) / std}; a new array. */
  public float[] apply(float[] pixels) {
    int plane = pixels.length / mean.length;
    float[] normalized = new float[pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      normalized[i] = (pixels[i] - mean[i / plane]) / std[i / plane];
    }
    return normalized;
  }
}
