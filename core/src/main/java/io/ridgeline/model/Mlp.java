package io.ridgeline.model;

import io.ridgeline.data.Shape;
import io.ridgeline.describe.Count;
import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Method;
import io.ridgeline.describe.TaskKind;
import io.ridgeline.engine.Weights;
import java.util.ArrayList;
import java.util.List;

/** A multi-layer perceptron on the pixels: linear layers with ReLU between them. */
@Method(
    name = "mlp",
    summary = "A multi-layer perceptron on the pixels: linear layers with ReLU between them.",
    tasks = TaskKind.CLASSIFICATION)
public record Mlp(
    @Count(
            doc = "units of each hidden layer",
            def = {128, 64},
            min = 1,
            max = 8192)
        List<Integer> hidden)
    implements Architecture {
  /** Refuses layers without units. */
  public Mlp {
    Descriptor.check(Mlp.class, hidden);
    hidden = List.copyOf(hidden);
  }

  @Override
  public Model build(Shape input, int outputs) {
    Weights weights = new Weights();
    Sites sites = new Sites();
    List<Layer> layers = new ArrayList<>();
    layers.add((x, pass) -> x.flatten());
    int in = input.count();
    for (int i = 0; i < hidden.size(); i++) {
      layers.add(Layer.linear(weights, "layers." + i, in, hidden.get(i)));
      layers.add(Layer.relu());
      if (i < hidden.size() - 1) {
        layers.add(sites.block("layers." + i, i + 1, hidden.size()));
      }
      in = hidden.get(i);
    }
    layers.add(sites.head());
    layers.add(Layer.linear(weights, "layers." + hidden.size(), in, outputs));
    return Architecture.model(this, input, outputs, weights, sites, Layer.sequence(layers));
  }
}
