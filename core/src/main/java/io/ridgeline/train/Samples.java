package io.ridgeline.train;

import io.ridgeline.data.Normalization;
import io.ridgeline.data.Prepared;
import io.ridgeline.engine.Tensor;
import java.util.Arrays;

/**
 * Labelled images in native memory, ready for a model; they live in the scope they were made in.
 *
 * @param images {@code [N, C, H, W]}, normalized
 * @param labels class indexes
 * @param examples where each stands in the cohort
 */
record Samples(Tensor images, int[] labels, int[] examples) {
  static Samples of(Prepared prepared, int[] examples, Normalization normalization) {
    int size = prepared.shape().count();
    Tensor images = Tensor.zeros(prepared.shape().tensor(examples.length));
    for (int i = 0; i < examples.length; i++) {
      try (var scope = io.ridgeline.engine.Scope.open()) {
        images
            .narrow(0, i, 1)
            .reshape(size)
            .copyInPlace(
                Tensor.of(normalization.apply(prepared.images().get(examples[i]).pixels()), size));
      }
    }
    int[] labels = Arrays.stream(examples).map(prepared.cohort()::label).toArray();
    return new Samples(images, labels, examples);
  }

  int size() {
    return labels.length;
  }

  /** At most {@code n} of them, picked evenly. */
  Samples evenly(int n) {
    if (n >= size()) {
      return this;
    }
    int[] picked = new int[n];
    for (int i = 0; i < n; i++) {
      picked[i] = (int) ((long) i * size() / n);
    }
    return new Samples(
        images.rows(picked),
        Arrays.stream(picked).map(i -> labels[i]).toArray(),
        Arrays.stream(picked).map(i -> examples[i]).toArray());
  }
}
