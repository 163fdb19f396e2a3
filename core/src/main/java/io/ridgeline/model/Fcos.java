package io.ridgeline.model;

import io.ridgeline.StudyFileException;
import io.ridgeline.data.Shape;
import io.ridgeline.describe.Count;
import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Method;
import io.ridgeline.describe.Paper;
import io.ridgeline.describe.TaskKind;
import io.ridgeline.engine.Functions;
import io.ridgeline.engine.Images;
import io.ridgeline.engine.Initializer;
import io.ridgeline.engine.Tensor;
import io.ridgeline.engine.Weight;
import io.ridgeline.engine.Weights;
import io.ridgeline.loss.Places;
import java.util.ArrayList;
import java.util.List;

/**
 * A one-stage detector without anchors: a residual network, a feature pyramid, and two towers that
 * every level of the pyramid shares.
 *
 * <p>Stem: 3×3 convolution of stride 2, normalization, ReLU, maximum pooling by 2; then the stages
 * of {@link ResNet} at strides 4, 8, 16, 32. The pyramid has f channels on the last three stages:
 * 1×1 convolution, the level above doubled and added, 3×3 convolution. A tower is twice (3×3
 * convolution, group normalization by 8, ReLU); one says the classes, the other the distances to
 * the edges, e^min(s·z, 6) strides with a learned s a level, and the centreness. Outputs are {@link
 * Places}. With width 32, blocks 1, 1, 1, 1 and 64 channels it has 1,518,635 weights at three
 * channels and three classes. Weight names are those of a PyTorch module with {@code stem}, {@code
 * stages}, {@code lateral}, {@code output}, {@code cls_tower}, {@code box_tower}, {@code cls},
 * {@code box}, {@code ctr} and {@code scale}.
 */
@Method(
    name = "fcos",
    summary = "A one-stage detector without anchors on a residual network with a feature pyramid.",
    formula =
        "at every place of every level: σ(class), σ(centreness), and distances to the four edges",
    paper = {@Paper("Tian et al. 2019, ICCV"), @Paper("Lin et al. 2017, CVPR (feature pyramid)")},
    tasks = TaskKind.DETECTION)
public record Fcos(
    @Count(
            doc = "channels of the first stage; each further stage doubles them",
            def = 32,
            min = 1,
            max = 512)
        int width,
    @Count(
            doc = "blocks of each of the four stages",
            def = {1, 1, 1, 1},
            min = 1,
            max = 64)
        List<Integer> blocks,
    @Count(
            doc = "channels of the pyramid and of the towers, a multiple of 8",
            def = 64,
            min = 8,
            max = 512)
        int channels)
    implements Architecture {
  private static final int STAGES = 4;
  private static final int LEVELS = 3;
  private static final int FIRST_STRIDE = 8;
  private static final int GROUPS = 8;
  private static final int TOWER = 2;
  private static final int EDGES = 4;
  private static final double LARGEST = 6;

  /** The share of places that are taken for objects at first; log-odds are the first class bias. */
  private static final double PRIOR = 0.01;

  /** Refuses values out of range. */
  public Fcos {
    Descriptor.check(Fcos.class, width, blocks, channels);
    blocks = List.copyOf(blocks);
    if (blocks.size() != STAGES) {
      throw new StudyFileException("fcos has four stages; give blocks such as [1, 1, 1, 1]");
    }
    if (channels % GROUPS != 0) {
      throw new StudyFileException("fcos: channels = " + channels + " is no multiple of " + GROUPS);
    }
  }

  /**
   * {@inheritDoc}
   *
   * @param outputs K + 8, what the rows of {@link Places} hold
   * @throws StudyFileException if height or width is no multiple of 32
   */
  @Override
  public Model build(Shape input, int outputs) {
    int coarsest = FIRST_STRIDE << (LEVELS - 1);
    if (input.depth() > 1) {
      throw new StudyFileException("fcos finds objects in flat images, not in volumes");
    }
    if (input.height() % coarsest != 0 || input.width() % coarsest != 0) {
      throw new StudyFileException(
          "fcos needs height and width to be multiples of "
              + coarsest
              + ", such as a size or patch of ["
              + Math.max(1, Math.round((double) input.height() / coarsest)) * coarsest
              + ", "
              + Math.max(1, Math.round((double) input.width() / coarsest)) * coarsest
              + "]; they are "
              + input.height()
              + " and "
              + input.width());
    }
    return new Builder(input).model(outputs);
  }

  private final class Builder {
    private final Weights weights = new Weights();
    private final Sites sites = new Sites();
    private final Shape input;

    Builder(Shape input) {
      this.input = input;
    }

    Model model(int outputs) {
      Layer stem =
          Layer.sequence(
              List.of(
                  Layer.convolution(weights, "stem.0", input.channels(), width, 3, 2, 1),
                  Layer.batchNorm(weights, "stem.1", width),
                  Layer.relu(),
                  (x, pass) -> Functions.maxPool(x, 2)));
      List<Layer> stages = ResNet.stages(weights, sites, width, blocks);
      List<Layer> lateral = new ArrayList<>();
      List<Layer> output = new ArrayList<>();
      for (int level = 0; level < LEVELS; level++) {
        int in = width << (level + 1);
        lateral.add(biased("lateral." + level, in, channels, 1));
      }
      for (int level = 0; level < LEVELS; level++) {
        output.add(biased("output." + level, channels, channels, 3));
      }
      Heads heads = new Heads(outputs - Places.BESIDE);
      float[] grid = grid();
      Layer body =
          (x, pass) -> {
            Tensor now = stem.forward(x, pass);
            List<Tensor> seen = new ArrayList<>();
            for (Layer stage : stages) {
              now = stage.forward(now, pass);
              seen.add(now);
            }
            List<Tensor> pyramid = new ArrayList<>();
            for (int level = 0; level < LEVELS; level++) {
              pyramid.add(lateral.get(level).forward(seen.get(level + 1), pass));
            }
            for (int level = LEVELS - 2; level >= 0; level--) {
              Tensor below = pyramid.get(level);
              Tensor above = Images.nearest(pyramid.get(level + 1), below.size(2), below.size(3));
              pyramid.set(level, below.plus(above));
            }
            List<Tensor> logits = new ArrayList<>();
            List<Tensor> distances = new ArrayList<>();
            List<Tensor> centreness = new ArrayList<>();
            for (int level = 0; level < LEVELS; level++) {
              Tensor features = output.get(level).forward(pyramid.get(level), pass);
              logits.add(heads.logits(features, level, pass));
              Tensor boxes = heads.boxes(features, level, pass);
              distances.add(heads.distances(boxes, level, pass));
              centreness.add(rows(heads.centreness.forward(boxes, pass)));
            }
            return Places.of(
                    Tensor.join(1, logits),
                    Tensor.join(1, distances),
                    Tensor.join(1, centreness),
                    grid)
                .outputs();
          };
      return Architecture.model(Fcos.this, input, outputs, weights, sites, body);
    }

    private Layer biased(String name, int in, int out, int size) {
      return Layer.biasedConvolution(weights, name, in, out, size, Initializer.kaiming(), 0);
    }

    /** x, y and stride of every place, level after level, row after row. */
    private float[] grid() {
      List<Float> grid = new ArrayList<>();
      for (int level = 0; level < LEVELS; level++) {
        float stride = FIRST_STRIDE << level;
        for (int y = 0; y < input.height() / (int) stride; y++) {
          for (int x = 0; x < input.width() / (int) stride; x++) {
            grid.addAll(List.of((x + 0.5f) * stride, (y + 0.5f) * stride, stride));
          }
        }
      }
      float[] array = new float[grid.size()];
      for (int i = 0; i < array.length; i++) {
        array[i] = grid.get(i);
      }
      return array;
    }

    /** What all levels share. */
    private final class Heads {
      private final Layer classTower = tower("cls_tower");
      private final Layer boxTower = tower("box_tower");
      private final Layer classes;
      private final Layer edges;
      private final Layer centreness;
      private final Weight scale;
      private final List<Layer> classSites = new ArrayList<>();
      private final List<Layer> boxSites = new ArrayList<>();

      Heads(int k) {
        Initializer small = Initializer.normal(0.01);
        double prior = -Math.log((1 - PRIOR) / PRIOR);
        classes = Layer.biasedConvolution(weights, "cls", channels, k, 3, small, prior);
        edges = Layer.biasedConvolution(weights, "box", channels, EDGES, 3, small, 1);
        centreness = Layer.biasedConvolution(weights, "ctr", channels, 1, 3, small, 0);
        weights.givesOutputs("cls.weight", "box.weight", "ctr.weight");
        scale = weights.declare("scale", Weight.Role.NORM, Initializer.constant(1), (long) LEVELS);
        for (int level = 0; level < LEVELS; level++) {
          classSites.add(sites.head("class." + level));
          boxSites.add(sites.head("box." + level));
        }
      }

      private Layer tower(String name) {
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < TOWER; i++) {
          String conv = name + "." + 3 * i;
          layers.add(Layer.convolution(weights, conv, channels, channels, 3, 1, 1));
          layers.add(Layer.groupNorm(weights, name + "." + (3 * i + 1), GROUPS, channels));
          layers.add(Layer.relu());
        }
        return Layer.sequence(layers);
      }

      Tensor logits(Tensor features, int level, Pass pass) {
        Tensor tower = classSites.get(level).forward(classTower.forward(features, pass), pass);
        return rows(classes.forward(tower, pass));
      }

      Tensor boxes(Tensor features, int level, Pass pass) {
        return boxSites.get(level).forward(boxTower.forward(features, pass), pass);
      }

      Tensor distances(Tensor boxes, int level, Pass pass) {
        Tensor own = scale.tensor().narrow(0, level, 1);
        Tensor raw = edges.forward(boxes, pass).times(own).atMost(LARGEST);
        return rows(raw.exp().times(FIRST_STRIDE << level));
      }
    }
  }

  /** {@code [N, C, H, W]} as {@code [N, H·W, C]}. */
  private static Tensor rows(Tensor maps) {
    return maps.permuted(0, 2, 3, 1).reshape(maps.size(0), -1, maps.size(1));
  }
}
