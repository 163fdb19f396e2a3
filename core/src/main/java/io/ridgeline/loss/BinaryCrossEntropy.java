package io.ridgeline.loss;

import io.ridgeline.describe.TaskKind;
import io.ridgeline.engine.Functions;
import io.ridgeline.engine.Tensor;
import java.util.Set;

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
  public Set<TaskKind> tasks() {
    return Set.of(TaskKind.CLASSIFICATION);
  }

  @Override
  public int outputs(int classes) {
    return classes == 2 ? 1 : classes;
  }

  @Override
  public Tensor value(Tensor logits, Tensor targets) {
    return Functions.binaryCrossEntropy(logits, judged(logits, targets));
  }

  private static Tensor judged(Tensor logits, Tensor targets) {
    return logits.size(1) == 1 ? targets.narrow(1, 1, 1) : targets;
  }

  @Override
  public Tensor each(Tensor logits, Tensor targets) {
    Tensor y = judged(logits, targets);
    Tensor yes = y.times(logits.logSigmoid());
    Tensor no = y.times(-1).plus(1).times(logits.times(-1).logSigmoid());
    return yes.plus(no).mean(1).times(-1);
  }

  @Override
  public Tensor logProbabilities(Tensor logits) {
    Tensor yes = logits.logSigmoid();
    if (logits.size(1) == 1) {
      return Tensor.join(1, logits.times(-1).logSigmoid(), yes);
    }
    return yes.logSoftmax(1);
  }

  @Override
  public double[] probabilities(float[] logits) {
    if (logits.length == 1) {
      return new double[] {sigmoid(-logits[0]), sigmoid(logits[0])};
    }
    double largest = Double.NEGATIVE_INFINITY;
    for (float z : logits) {
      largest = Math.max(largest, logSigmoid(z));
    }
    double[] p = new double[logits.length];
    double sum = 0;
    for (int k = 0; k < p.length; k++) {
      // in proportion to the largest: below −745 every sigmoid is 0
      p[k] = StrictMath.exp(logSigmoid(logits[k]) - largest);
      sum += p[k];
    }
    for (int k = 0; k < p.length; k++) {
      p[k] /= sum;
    }
    return p;
  }

  private static double logSigmoid(double z) {
    return Math.min(z, 0) - StrictMath.log1p(StrictMath.exp(-Math.abs(z)));
  }

  private static double sigmoid(double z) {
    return 1 / (1 + StrictMath.exp(-z));
  }
}
