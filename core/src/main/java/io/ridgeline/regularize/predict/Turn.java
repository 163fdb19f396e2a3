package io.ridgeline.regularize.predict;

import io.ridgeline.engine.Tensor;
import io.ridgeline.regularize.augment.Symmetry;

/**
 * A way to lay images or volumes onto themselves.
 *
 * @param inPlane of every image or slice
 * @param reverses whether the order of slices is reversed; volumes only
 */
record Turn(Symmetry inPlane, boolean reverses) {
  /** Images {@code [N, C, H, W]} or volumes {@code [N, C, D, H, W]} so laid. */
  Tensor of(Tensor images) {
    return laid(images, inPlane);
  }

  /** What was so laid, laid back. */
  Tensor back(Tensor images) {
    return laid(images, inPlane.inverse());
  }

  private Tensor laid(Tensor images, Symmetry symmetry) {
    long[] shape = images.shape();
    if (shape.length == 4) {
      return symmetry.of(images);
    }
    // a symmetry moves planes: here every slice of every channel
    Tensor planes = images.reshape(shape[0], shape[1] * shape[2], shape[3], shape[4]);
    Tensor moved = symmetry.of(planes);
    Tensor volumes = moved.reshape(shape[0], shape[1], shape[2], moved.size(2), moved.size(3));
    return reverses ? volumes.flip(2) : volumes;
  }
}
