package io.ridgeline.regularize.augment;

import io.ridgeline.data.Shape;
import io.ridgeline.regularize.Batch;
import io.ridgeline.regularize.BatchTransform;
import java.util.random.RandomGenerator;

/**
 * Moves what images show, and all that is said of places in them, by one sampled motion.
 *
 * <p>Targets that are maps of class probabilities move with their images; what comes in from
 * outside is background, class 0. Boxes become those around their moved corners.
 */
public interface GeometricTransform extends BatchTransform {
  /**
   * A motion of a batch.
   *
   * @param n images
   * @param shape of an image
   */
  Motion draw(int n, Shape shape, RandomGenerator random);

  @Override
  default Batch transform(Batch batch, RandomGenerator random) {
    Shape shape = Axes.shape(batch.images());
    Motion motion = draw((int) batch.images().size(0), shape, random);
    return new Batch(motion.images(batch.images()), motion.targets(batch.targets(), shape));
  }
}
