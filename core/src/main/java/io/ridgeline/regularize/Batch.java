package io.ridgeline.regularize;

import io.ridgeline.engine.Tensor;

/**
 * What one training step sees.
 *
 * @param images {@code [N, C, H, W]}, normalized
 * @param targets class probabilities {@code [N, K]}
 */
public record Batch(Tensor images, Tensor targets) {}
