package io.ridgeline.regularize.projection;

import io.ridgeline.describe.Cost;
import io.ridgeline.describe.Method;
import io.ridgeline.describe.Paper;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Weights;
import io.ridgeline.regularize.Projection;

/** Sets negative weights to zero after every step. */
@Method(
    name = "non-negative",
    summary = "Keeps every weight at or above zero.",
    formula = "after the step: w ← max(w, 0)",
    when = "Inputs can only speak for a class, never against it: parts that a reader can name.",
    paper = @Paper("Chorowski & Zurada 2015, IEEE Trans. Neural Netw. Learn. Syst. 26(1)"),
    cost = Cost.ONE_PASS_OVER_WEIGHTS)
public record NonNegative() implements Projection {
  @Override
  public boolean project(Weights weights) {
    boolean changed = false;
    for (Weights.Buffer piece : weights.flatKernels().pieces()) {
      try (Scope scope = Scope.open()) {
        if (piece.values().lowest(0).item() < 0) {
          piece.values().copyInPlace(piece.values().relu());
          changed = true;
        }
      }
    }
    return changed;
  }
}
