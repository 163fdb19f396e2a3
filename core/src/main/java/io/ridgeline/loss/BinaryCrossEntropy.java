package io.ridgeline.loss;

import io.ridgeline.engine.Functions;
import io.ridgeline.engine.Tensor;

/**
 * −y log σ(z) − (1 − y) log(1 − σ(z)), averaged over outputs and batch.
 *
 * <p>Two classes need one output, the logit of the second class. More classes are judged one
 * against the rest, and their probabilities are scaled to sum to 1.
 */
public record BinaryCrossEntropy() implements Loss {
  @Override
  public String name() {
    return "binary-cross-entropy";
  }

  @Override
  public int outputs(int classes) {
    return classes == 2 ? 1 : classes;
  }

  @Override
  public Tensor value(Tensor logits, Tensor targets) {
    return Functions.binaryCrossEntropy(
        logits, logits.size(1) == 1 ? targets.narrow(1, 1, 1) : targets);
  }

  @Override
  public double[] probabilities(float[] logits) {
    if (logits.length == 1) {
      return new double[] {sigmoid(-logits[0]), sigmoid(logits[0])};
    }
    double[] p = new double[logits.length];
    double sum = 0;
    for (int k = 0; k < p.length; k++) {
      p[k] = sigmoid(logits[k]);
      sum += p[k];
    }
    for (int k = 0; k < p.length; k++) {
      p[k] /= sum;
    }
    return p;
  }

  private static double sigmoid(double z) {
    return 1 / (1 + StrictMath.exp(-z));
  }
}
