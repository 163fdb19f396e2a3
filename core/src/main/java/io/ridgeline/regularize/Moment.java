package io.ridgeline.regularize;

/**
 * Where a training stands.
 *
 * @param step from 0
 * @param stepsPerEpoch steps of one epoch
 * @param steps steps of the whole training
 * @param learningRate of this step
 */
public record Moment(int step, int stepsPerEpoch, int steps, double learningRate) {}
