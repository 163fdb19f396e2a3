package io.ridgeline.model;

import io.ridgeline.StudyFileException;
import io.ridgeline.data.Shape;
import io.ridgeline.describe.Choice;
import io.ridgeline.describe.Count;
import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Method;
import io.ridgeline.describe.Paper;
import io.ridgeline.describe.TaskKind;
import io.ridgeline.engine.Functions;
import io.ridgeline.engine.Tensor;
import io.ridgeline.engine.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A U-Net for flat images and for volumes: an encoder that halves the maps level by level, and a
 * decoder that doubles them again and joins what the encoder saw at the same level.
 *
 * <p>Level i has w·2ⁱ channels and blocks of twice (3×3 convolution, batch normalization, ReLU);
 * down by maximum pooling, up by transposed convolution; a 1×1 convolution at the end. Logits are
 * {@code [N, outputs, (D,) H, W]} of the images' own size. With width 16 and 4 levels it has
 * 482,466 weights at one channel and two classes; with width 8, on volumes and three classes,
 * 350,827. Weight names are those of a PyTorch module with {@code down}, {@code up}, {@code merge}
 * and {@code head}, where {@code up.i} and {@code merge.i} lead to level i.
 *
 * <p>The first {@code flat} levels of a volume leave the depth as it is, in their 1×3×3 kernels and
 * when they halve: where slices lie further apart than pixels, voxels become cubes first (Isensee
 * et al. 2021, Nat. Methods 18).
 */
@Method(
    name = "unet",
    summary = "A U-Net for flat images and volumes, plain or with residual encoder blocks.",
    formula =
        "e_i = block(pool(e_(i−1))), d_i = block([e_i, up(d_(i+1))]), z = W d_0 + b; block = twice"
            + " ReLU(BN(conv(x)))",
    paper = {
      @Paper("Ronneberger, Fischer & Brox 2015, MICCAI"),
      @Paper("Çiçek et al. 2016, MICCAI"),
      @Paper("Lee et al. 2015, AISTATS (deep supervision)")
    },
    tasks = TaskKind.SEGMENTATION)
public record UNet(
    @Count(
            doc = "channels of the first level; each further level doubles them",
            def = 16,
            min = 1,
            max = 512)
        int width,
    @Count(
            doc = "levels, the lowest included; each but the lowest halves the sides",
            def = 4,
            min = 2,
            max = 8)
        int levels,
    @Count(
            doc =
                "levels, from the first, that leave the depth of a volume as it is; for slices that lie"
                    + " far apart",
            def = 0,
            max = 7)
        int flat,
    @Choice(
            doc = "a shortcut beside the convolutions of each encoder block",
            def = "off",
            options = {"off", "on"})
        String residual,
    @Choice(
            doc = "further heads at the lower levels of the decoder, for training only",
            def = "off",
            options = {"off", "on"})
        String deepSupervision)
    implements Architecture {
  /** Refuses values out of range. */
  public UNet {
    Descriptor.check(UNet.class, width, levels, flat, residual, deepSupervision);
  }

  /** The plain one. */
  public UNet(int width, int levels) {
    this(width, levels, 0, "off", "off");
  }

  /**
   * {@inheritDoc}
   *
   * @throws StudyFileException if the sides of the images cannot be halved that often, with sizes
   *     that can
   */
  @Override
  public Model build(Shape input, int outputs) {
    UNetSize.require(this, input);
    return new Builder(input).model(outputs);
  }

  /** How many times the height and the width are halved. */
  int halvings() {
    return levels - 1;
  }

  /** How many times the depth of a volume is halved. */
  int depthHalvings() {
    return Math.max(0, halvings() - flat);
  }

  /** Declares weights and sites in the order in which an image meets them. */
  private final class Builder {
    private final Weights weights = new Weights();
    private final Sites sites = new Sites();
    private final Shape input;

    Builder(Shape input) {
      this.input = input;
    }

    Model model(int outputs) {
      Layer body =
          Layer.sequence(
              List.of(
                  level(0, input.channels(), outputs),
                  sites.head(),
                  Layer.pointwise(weights, "head", width, outputs, input.dims())));
      return Architecture.model(UNet.this, input, outputs, weights, sites, body);
    }

    /** A level of encoder and decoder with all that lies below it. */
    private Layer level(int level, int in, int outputs) {
      int out = width << level;
      int blocks = 2 * levels - 1;
      Layer down = down(level, in, level + 1, blocks);
      if (level == levels - 1) {
        return down;
      }
      long[] halves = size(level, 2);
      Layer below = level(level + 1, out, outputs);
      Layer up = Layer.transposedConvolution(weights, "up." + level, 2 * out, out, halves);
      String name = "merge." + level;
      List<Layer> merge = new ArrayList<>(convolutions(name, level, 2 * out));
      merge.add(Layer.relu());
      merge.add(sites.block(name, blocks - level, blocks));
      if (level > 0 && deepSupervision.equals("on")) {
        merge.add(auxiliary(level, outputs));
      }
      Layer merged = Layer.sequence(merge);
      return (x, pass) -> {
        Tensor seen = down.forward(x, pass);
        Tensor deep = below.forward(Functions.maxPool(seen, halves), pass);
        return merged.forward(Tensor.join(1, seen, up.forward(deep, pass)), pass);
      };
    }

    private Layer down(int level, int in, int index, int blocks) {
      String name = "down." + level;
      Layer branch = Layer.sequence(convolutions(name, level, in));
      Layer block =
          residual.equals("on")
              ? sites.residual(name, index, blocks, branch, shortcut(name, in, width << level))
              : branch;
      return Layer.sequence(List.of(block, Layer.relu(), sites.block(name, index, blocks)));
    }

    /** Convolution, normalization, ReLU, convolution, normalization; numbered as in PyTorch. */
    private List<Layer> convolutions(String name, int level, int in) {
      int out = width << level;
      long[] kernel = size(level, 3);
      return List.of(
          Layer.sameConvolution(weights, name + ".0", in, out, kernel),
          Layer.batchNorm(weights, name + ".1", out),
          Layer.relu(),
          Layer.sameConvolution(weights, name + ".3", out, out, kernel),
          Layer.batchNorm(weights, name + ".4", out));
    }

    private Layer shortcut(String name, int in, int out) {
      return in == out
          ? (x, pass) -> x
          : Layer.sequence(
              List.of(
                  Layer.sameConvolution(weights, name + ".shortcut.0", in, out, size(levels, 1)),
                  Layer.batchNorm(weights, name + ".shortcut.1", out)));
    }

    private Layer auxiliary(int level, int outputs) {
      Layer head =
          Layer.pointwise(weights, "auxiliary." + level, width << level, outputs, input.dims());
      return (x, pass) -> {
        pass.auxiliary(level, () -> head.forward(x, pass));
        return x;
      };
    }

    /** The same size along every axis, but 1 along the depth of the flat levels. */
    private long[] size(int level, long side) {
      long[] size = new long[input.dims()];
      Arrays.fill(size, side);
      if (input.dims() == 3 && level < flat) {
        size[0] = 1;
      }
      return size;
    }
  }
}
