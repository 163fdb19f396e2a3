package io.ridgeline.engine;

import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Method;
import io.ridgeline.describe.Paper;
import io.ridgeline.describe.Real;

/**
 * The rule that turns gradients into steps. None of them decays weights: what regularizes is listed
 * as a method.
 */
public sealed interface Optimizer {
  /** A step on weights with gradients: changes the values, keeps the gradients. */
  interface Step extends Stateful {
    /** One update with learning rate η. */
    void apply(double learningRate);
  }

  /** The state of one run, in the current scope. */
  Step begin(Weights weights);

  /** m ← μm + g; w ← w − ηm. */
  @Method(
      name = "sgd",
      summary = "Stochastic gradient descent with momentum.",
      formula = "m ← μm + g; w ← w − ηm",
      paper = @Paper("Polyak 1964, USSR Comput. Math. Math. Phys. 4(5)"))
  record Sgd(@Real(doc = "momentum μ", def = 0.9, max = 1, maxExclusive = true) double momentum)
      implements Optimizer {
    /** Refuses a momentum outside [0, 1). */
    public Sgd {
      Descriptor.check(Sgd.class, momentum);
    }

    @Override
    public Step begin(Weights weights) {
      return heavyBall(weights, momentum, false);
    }
  }

  /** m ← μm + g; w ← w − η(g + μm). */
  @Method(
      name = "nesterov",
      summary = "Stochastic gradient descent with Nesterov's momentum.",
      formula = "m ← μm + g; w ← w − η(g + μm)",
      paper = @Paper("Sutskever et al. 2013, ICML"))
  record Nesterov(
      @Real(doc = "momentum μ", def = 0.9, max = 1, maxExclusive = true) double momentum)
      implements Optimizer {
    /** Refuses a momentum outside [0, 1). */
    public Nesterov {
      Descriptor.check(Nesterov.class, momentum);
    }

    @Override
    public Step begin(Weights weights) {
      return heavyBall(weights, momentum, true);
    }
  }

  /** v ← αv + (1 − α)g²; w ← w − ηg / (√v + ε). */
  @Method(
      name = "rmsprop",
      summary = "Steps scaled by the running root mean square of each gradient.",
      formula = "v ← αv + (1 − α)g²; w ← w − ηg / (√v + ε)",
      paper = @Paper("Tieleman & Hinton 2012, Coursera lecture 6.5"))
  record RmsProp(
      @Real(doc = "memory α", def = 0.99, max = 1, maxExclusive = true) double memory,
      @Real(doc = "ε", def = 1e-8, max = 1, minExclusive = true) double epsilon)
      implements Optimizer {
    /** Refuses values out of range. */
    public RmsProp {
      Descriptor.check(RmsProp.class, memory, epsilon);
    }

    @Override
    public Step begin(Weights weights) {
      var squares = weights.trained().stream().map(b -> Tensor.zeros(b.values().count())).toList();
      return new Step() {
        @Override
        public void apply(double rate) {
          for (int i = 0; i < squares.size(); i++) {
            Weights.Buffer b = weights.trained().get(i);
            Tensor v = squares.get(i);
            v.scaleInPlace(memory).addProductInPlace(b.gradient(), b.gradient(), 1 - memory);
            b.values().addQuotientInPlace(b.gradient(), v.sqrt().plus(epsilon), -rate);
          }
        }

        @Override
        public void tell(State state) {
          state.tensors("squares", squares);
        }
      };
    }
  }

  /** m ← β₁m + (1 − β₁)g; v ← β₂v + (1 − β₂)g²; w ← w − η m̂ / (√v̂ + ε). */
  @Method(
      name = "adam",
      summary = "Steps from bias-corrected running means of the gradient and its square.",
      formula =
          "m ← β₁m + (1 − β₁)g; v ← β₂v + (1 − β₂)g²; w ← w − η (m/(1 − β₁ᵗ)) / (√(v/(1 − β₂ᵗ)) +"
              + " ε)",
      paper = @Paper("Kingma & Ba 2015, ICLR"))
  record Adam(
      @Real(doc = "memory of the mean β₁", def = 0.9, max = 1, maxExclusive = true) double beta1,
      @Real(doc = "memory of the square β₂", def = 0.999, max = 1, maxExclusive = true)
          double beta2,
      @Real(doc = "ε", def = 1e-8, max = 1, minExclusive = true) double epsilon)
      implements Optimizer {
    /** Refuses values out of range. */
    public Adam {
      Descriptor.check(Adam.class, beta1, beta2, epsilon);
    }

    /** β₁ = 0.9, β₂ = 0.999, ε = 1e-8. */
    public Adam() {
      this(0.9, 0.999, 1e-8);
    }

    @Override
    public Step begin(Weights weights) {
      var means = weights.trained().stream().map(b -> Tensor.zeros(b.values().count())).toList();
      var squares = weights.trained().stream().map(b -> Tensor.zeros(b.values().count())).toList();
      int[] steps = {0};
      return new Step() {
        @Override
        public void apply(double rate) {
          int t = ++steps[0];
          double stepSize = rate / (1 - Math.pow(beta1, t));
          double rootCorrection = Math.sqrt(1 - Math.pow(beta2, t));
          for (int i = 0; i < means.size(); i++) {
            Weights.Buffer b = weights.trained().get(i);
            Tensor m = means.get(i).moveInPlace(b.gradient(), 1 - beta1);
            Tensor v =
                squares
                    .get(i)
                    .scaleInPlace(beta2)
                    .addProductInPlace(b.gradient(), b.gradient(), 1 - beta2);
            Tensor scale = v.sqrt().scaleInPlace(1 / rootCorrection).plus(epsilon);
            b.values().addQuotientInPlace(m, scale, -stepSize);
          }
        }

        @Override
        public void tell(State state) {
          state.tensors("means", means);
          state.tensors("squares", squares);
          state.numbers("steps", steps);
        }
      };
    }
  }

  private static Step heavyBall(Weights weights, double momentum, boolean nesterov) {
    var means = weights.trained().stream().map(b -> Tensor.zeros(b.values().count())).toList();
    return new Step() {
      @Override
      public void apply(double rate) {
        for (int i = 0; i < means.size(); i++) {
          Weights.Buffer b = weights.trained().get(i);
          Tensor m = means.get(i).scaleInPlace(momentum).addInPlace(b.gradient(), 1);
          if (nesterov) {
            b.values().addInPlace(b.gradient(), -rate).addInPlace(m, -rate * momentum);
          } else {
            b.values().addInPlace(m, -rate);
          }
        }
      }

      @Override
      public void tell(State state) {
        state.tensors("means", means);
      }
    };
  }
}
