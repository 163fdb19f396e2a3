package io.ridgeline.regularize;

import io.ridgeline.engine.Tensor;

/**
 * What one training step sees.
 *
 * @param images {@code [N, C, H, W]}, or volumes {@code [N, C, D, H, W]}, normalized
 * @param targets class probabilities {@code [N, K]}, or one map a class of the images' size, {@code
 *     [N, K, (D,) H, W]}, class 0 the background; or objects, {@code [N, M, K + 4]}, a row an
 *     object: class weights, then left, upper, right and lower edge of its box in pixels, zeros if
 *     there is none
 */
public record Batch(Tensor images, Tensor targets) {}
