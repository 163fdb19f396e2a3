package io.ridgeline.regularize;

import io.ridgeline.engine.Tensor;

/**
 * What one training step sees.
 *
 * @param images {@code [N, C, H, W]}, or volumes {@code [N, C, D, H, W]}, normalized
 * @param targets class probabilities {@code [N, K]}, or one map a class of the images' size, {@code
 *     [N, K, (D,) H, W]}, class 0 the background
 */
public record Batch(Tensor images, Tensor targets) {}
