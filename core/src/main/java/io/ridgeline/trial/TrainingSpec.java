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
    Setting optimizer, double learningRate, Setting schedule, String loss, int batch, int epochs) {
  /** The same fit with another peak learning rate. */
  public TrainingSpec atRate(double otherRate) {
    return new TrainingSpec(optimizer, otherRate, schedule, loss, batch, epochs);
  }

  /** The same fit with more or fewer passes. */
  public TrainingSpec lasting(int otherEpochs) {
    return new TrainingSpec(optimizer, learningRate, schedule, loss, batch, otherEpochs);
  }
}
