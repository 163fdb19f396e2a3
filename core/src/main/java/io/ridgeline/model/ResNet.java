package io.ridgeline.model;

import io.ridgeline.data.Shape;
import io.ridgeline.describe.Count;
import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Method;
import io.ridgeline.describe.Paper;
import io.ridgeline.describe.TaskKind;
import io.ridgeline.engine.Functions;
import io.ridgeline.engine.Weights;
import java.util.ArrayList;
import java.util.List;

/**
 * A residual network of basic blocks: 3×3 stem of stride 1, stages of width w·2ⁱ, spatial mean,
 * linear.
 *
 * <p>The first block of every stage but the first has stride 2. With width 64 and blocks 2, 2, 2, 2
 * it is ResNet-18 with the stem for small images (11,168,706 weights at one channel and two
 * classes). Weight names are those of a PyTorch module with {@code stem}, {@code stages} and {@code
 * fc}.
 */
@Method(
    name = "resnet",
    summary = "A residual network of basic blocks with a stem for small images.",
    formula = "block(x) = ReLU(x + BN(conv(ReLU(BN(conv(x))))))",
    paper = @Paper("He et al. 2016, CVPR"),
    tasks = TaskKind.CLASSIFICATION)
public record ResNet(
    @Count(
            doc = "channels of the first stage; each further stage doubles them",
            def = 16,
            min = 1,
            max = 512)
        int width,
    @Count(
            doc = "blocks of each stage",
            def = {1, 1, 1},
            min = 1,
            max = 64)
        List<Integer> blocks,
    @Count(
            doc = "maximum pooling after the stem, for larger images; 1 is none",
            def = 1,
            min = 1,
            max = 4)
        int stemPool)
    implements Architecture {
  /** Refuses values out of range. */
  public ResNet {
    Descriptor.check(ResNet.class, width, blocks, stemPool);
    blocks = List.copyOf(blocks);
  }

  /** Without pooling after the stem. */
  public ResNet(int width, List<Integer> blocks) {
    this(width, blocks, 1);
  }

  @Override
  public Model build(Shape input, int outputs) {
    Weights weights = new Weights();
    Sites sites = new Sites();
    List<Layer> layers = new ArrayList<>();
    layers.add(Layer.convolution(weights, "stem.0", input.channels(), width, 3, 1, 1));
    layers.add(Layer.batchNorm(weights, "stem.1", width));
    layers.add(Layer.relu());
    if (stemPool > 1) {
      layers.add((x, pass) -> Functions.maxPool(x, stemPool));
    }
    layers.addAll(stages(weights, sites, width, blocks));
    int features = width << (blocks.size() - 1);
    layers.add((x, pass) -> x.mean(2, 3));
    layers.add(sites.head());
    layers.add(Layer.linear(weights, "fc", features, outputs));
    return Architecture.model(this, input, outputs, weights, sites, Layer.sequence(layers));
  }

  /** The stages, one after the other; each but the first halves height and width. */
  static List<Layer> stages(Weights weights, Sites sites, int width, List<Integer> blocks) {
    List<Layer> stages = new ArrayList<>();
    int in = width;
    int count = blocks.stream().mapToInt(Integer::intValue).sum();
    int index = 0;
    for (int stage = 0; stage < blocks.size(); stage++) {
      int out = width << stage;
      List<Layer> layers = new ArrayList<>();
      for (int k = 0; k < blocks.get(stage); k++) {
        String name = "stages." + stage + "." + k;
        int stride = k == 0 && stage > 0 ? 2 : 1;
        index++;
        layers.add(
            sites.residual(
                name,
                index,
                count,
                branch(weights, name, in, out, stride),
                shortcut(weights, name, in, out, stride)));
        layers.add(Layer.relu());
        layers.add(sites.block(name, index, count));
        in = out;
      }
      stages.add(Layer.sequence(layers));
    }
    return stages;
  }

  private static Layer branch(Weights weights, String name, int in, int out, int stride) {
    return Layer.sequence(
        List.of(
            Layer.convolution(weights, name + ".conv1", in, out, 3, stride, 1),
            Layer.batchNorm(weights, name + ".bn1", out),
            Layer.relu(),
            Layer.convolution(weights, name + ".conv2", out, out, 3, 1, 1),
            Layer.batchNorm(weights, name + ".bn2", out)));
  }

  private static Layer shortcut(Weights weights, String name, int in, int out, int stride) {
    return stride == 1 && in == out
        ? (x, pass) -> x
        : Layer.sequence(
            List.of(
                Layer.convolution(weights, name + ".shortcut.0", in, out, 1, stride, 0),
                Layer.batchNorm(weights, name + ".shortcut.1", out)));
  }
}
