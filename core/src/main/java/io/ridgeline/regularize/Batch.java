package io.ridgeline.regularize;

import io.ridgeline.engine.Tensor;

/**
 * What one training step sees.
 *
 * @param images {@code [N, C, H, W]}, or volumes {@code [N, C, D, H, W]}, normalized
 * @param targets class probabilities {@code [N, K]}, or maps of them {@code [N, K, H, W]}
 */
public record Batch(Tensor images, Tensor targets) {}
