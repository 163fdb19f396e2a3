package io.ridgeline.regularize.augment;

import io.ridgeline.regularize.Batch;
import io.ridgeline.regularize.BatchTransform;
import java.util.random.RandomGenerator;

/** Moves what images show, and all that is said of places in them, by one sampled motion. */
public interface GeometricTransform extends BatchTransform {
  /**
   * A motion of a batch.
   *
   * @param n images
   * @param height of an image, in pixels
   * @param width of an image, in pixels
   */
  Motion draw(int n, int height, int width, RandomGenerator random);

  @Override
  default Batch transform(Batch batch, RandomGenerator random) {
    long[] shape = batch.images().shape();
    Motion motion = draw((int) shape[0], (int) shape[2], (int) shape[3], random);
    return new Batch(motion.images(batch.images()), batch.targets());
  }
}
