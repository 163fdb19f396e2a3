package io.ridgeline.trial;

/**
 * How a model is fitted, regularizers apart.
 *
 * @param optimizer name and values (momentum, betas ...); never holds weight decay
 * @param learningRate the peak learning rate
 * @param schedule name and values of the learning-rate schedule
 * @param loss {@code cross-entropy}, {@code binary-cross-entropy} or {@code mse}
 * @param batch images a step
 * @param epochs passes over the training part
 */
public record TrainingSpec(
    Setting optimizer, double learningRate, Setting schedule, String loss, int batch, int epochs) {}
