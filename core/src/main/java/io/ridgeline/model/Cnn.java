package io.ridgeline.model;

import io.ridgeline.data.Shape;
import io.ridgeline.describe.Count;
import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Method;
import io.ridgeline.describe.TaskKind;
import io.ridgeline.engine.Weights;
import java.util.ArrayList;
import java.util.List;

/**
 * A plain convolutional network: per block, 3×3 convolution, batch normalization, ReLU and 2×2
 * maximum pooling, doubling the channels; then the spatial mean and a linear layer.
 */
@Method(
    name = "cnn",
    summary =
        "A plain convolutional network: blocks of 3×3 convolution, batch normalization, ReLU and"
            + " pooling, then the spatial mean and a linear layer.",
    tasks = TaskKind.CLASSIFICATION)
public record Cnn(
    @Count(
            doc = "channels of the first block; each further block doubles them",
            def = 16,
            min = 1,
            max = 512)
        int width,
    @Count(doc = "number of blocks; each halves height and width", def = 3, min = 1, max = 8)
        int blocks)
    implements Architecture {
  /** Refuses values out of range. */
  public Cnn {
    Descriptor.check(Cnn.class, width, blocks);
  }

  @Override
  public Model build(Shape input, int outputs) {
    if (Math.min(input.height(), input.width()) >> blocks == 0) {
      throw new io.ridgeline.StudyFileException(
          "cnn.blocks = " + blocks + " halves images of " + input + " to nothing; give fewer");
    }
    Weights weights = new Weights();
    Sites sites = new Sites();
    List<Layer> layers = new ArrayList<>();
    int in = input.channels();
    for (int i = 0; i < blocks; i++) {
      int out = width << i;
      layers.add(Layer.convolution(weights, "blocks." + i + ".conv", in, out, 3, 1, 1));
      layers.add(Layer.batchNorm(weights, "blocks." + i + ".bn", out));
      layers.add(Layer.relu());
      layers.add((x, pass) -> io.ridgeline.engine.Functions.maxPool(x, 2));
      layers.add(sites.block("blocks." + i, i + 1, blocks));
      in = out;
    }
    layers.add((x, pass) -> x.mean(2, 3));
    layers.add(sites.head());
    layers.add(Layer.linear(weights, "fc", in, outputs));
    return Architecture.model(this, input, outputs, weights, sites, Layer.sequence(layers));
  }
}
