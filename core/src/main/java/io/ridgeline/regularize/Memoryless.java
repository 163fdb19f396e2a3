package io.ridgeline.regularize;

/**
 * A method whose runs remember nothing of a training: all that they hold follows from the initial
 * weights. A training is resumed without asking them.
 *
 * <p>A run of a method that is not memoryless is {@link io.ridgeline.engine.Stateful}, or trainings
 * with it are never resumed in their middle: they start anew.
 */
public interface Memoryless {}
