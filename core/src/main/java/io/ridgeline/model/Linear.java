package io.ridgeline.model;

import io.ridgeline.data.Shape;
import io.ridgeline.describe.Method;
import io.ridgeline.describe.TaskKind;
import io.ridgeline.engine.Weights;
import java.util.List;

/** Logistic regression on the pixels: one linear layer. */
@Method(
    name = "linear",
    summary = "Logistic regression on the pixels: one linear layer.",
    formula = "z = Wx + b",
    tasks = TaskKind.CLASSIFICATION)
public record Linear() implements Architecture {
  @Override
  public Model build(Shape input, int outputs) {
    Weights weights = new Weights();
    Sites sites = new Sites();
    return Architecture.model(
        this,
        input,
        outputs,
        weights,
        sites,
        Layer.sequence(
            List.of(
                (x, pass) -> x.flatten(),
                sites.head(),
                Layer.linear(weights, "fc", input.count(), outputs))));
  }
}
