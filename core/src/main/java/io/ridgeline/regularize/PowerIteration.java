package io.ridgeline.regularize;

import io.ridgeline.engine.Functions;
import io.ridgeline.engine.Gradients;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.State;
import io.ridgeline.engine.Stateful;
import io.ridgeline.engine.Tensor;
import io.ridgeline.engine.Weight;
import java.util.List;

/**
 * The largest singular value σ of a kernel, as a matrix W {@code [units, weights of a unit]},
 * followed through a training by one power iteration at a time.
 *
 * <p>It begins at the exact singular vectors u and v: v ← Wᵀu/‖Wᵀu‖, u ← Wv/‖Wv‖ then keeps them
 * close while W moves slowly.
 */
public final class PowerIteration implements Stateful {
  private static final int MOST = 30;
  private static final double CLOSE = 1e-6;

  private final Weight kernel;
  private final Tensor u;
  private final Tensor v;

  private PowerIteration(Weight kernel, Tensor u, Tensor v) {
    this.kernel = kernel;
    this.u = u;
    this.v = v;
  }

  /** Begins at the singular vectors of a kernel, with its memory in the current scope. */
  public static PowerIteration of(Weight kernel) {
    try (Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      Functions.SingularValues parts = Functions.singularValues(kernel.matrix(kernel.tensor()));
      Tensor u = parts.left().narrow(1, 0, 1).copy();
      Tensor v = parts.right().narrow(0, 0, 1).transposed().copy();
      return new PowerIteration(kernel, scope.keep(u), scope.keep(v));
    }
  }

  /**
   * Moves u and v by one iteration; a kernel of zeros leaves them where they are.
   *
   * @param values of the kernel now
   * @return σ of the kernel, from below
   */
  public double advance(Tensor values) {
    try (Gradients off = Gradients.off()) {
      Tensor w = kernel.matrix(values.detach());
      follow(v, w.transposed().matrixTimes(u));
      return follow(u, w.matrixTimes(v));
    }
  }

  @Override
  public void tell(State state) {
    state.tensors("vectors", List.of(u, v));
  }

  private static double follow(Tensor vector, Tensor next) {
    double norm = next.norm().item();
    if (norm > 0) {
      vector.copyInPlace(next.times(1 / norm));
    }
    return norm;
  }

  /** σ = uᵀWv, {@code [1, 1]}, differentiable with respect to the kernel with u and v constant. */
  public Tensor sigma(Tensor values) {
    // copies: a later pass moves u and v before this one is differentiated
    return u.copy().transposed().matrixTimes(kernel.matrix(values)).matrixTimes(v.copy());
  }

  /**
   * σ of values that may be others than were followed, by iterations until it stays; u and v remain
   * where they are.
   */
  public double settled(Tensor values) {
    try (Scope scope = Scope.open()) {
      PowerIteration own = new PowerIteration(kernel, u.copy(), v.copy());
      double sigma = own.advance(values);
      for (int i = 1; i < MOST; i++) {
        double before = sigma;
        sigma = own.advance(values);
        if (sigma - before <= CLOSE * sigma) {
          break;
        }
      }
      return sigma;
    }
  }

  /**
   * Adds a multiple of uvᵀ, the gradient of {@link #sigma}.
   *
   * @param gradient in the kernel's shape
   */
  public void addDirection(Tensor gradient, double by) {
    if (kernel.unitsFirst()) {
      // a view: no temporary of the kernel's size
      kernel.matrix(gradient).addProductInPlace(u, v.transposed(), by);
    } else {
      gradient.addInPlace(kernel.fromMatrix(u.matrixTimes(v.transposed())), by);
    }
  }
}
