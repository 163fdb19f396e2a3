package io.ridgeline.engine;

import java.util.Arrays;
import org.bytedeco.pytorch.StringViewOptional;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** The differentiable functions that layers and losses are made of. */
public final class Functions {
  private static final int MEAN = 1;

  private Functions() {}

  /**
   * Convolution without bias, of flat images or of volumes. What comes out lies in memory with its
   * channels last.
   *
   * @param x {@code [N, C, H, W]} or {@code [N, C, D, H, W]}
   * @param kernel {@code [K, C, h, w]} or {@code [K, C, d, h, w]}
   * @param padding zeros on either side: one number for all axes, or one for each
   * @return {@code [N, K, H', W']} or {@code [N, K, D', H', W']}
   */
  public static Tensor convolution(Tensor x, Tensor kernel, int stride, long... padding) {
    return Native.tensor(
        "convolution", () -> convolve(x, kernel, new TensorOptional(), stride, padding), x, kernel);
  }

  /**
   * The same with a bias for each output channel.
   *
   * @param bias {@code [K]}
   */
  public static Tensor convolution(
      Tensor x, Tensor kernel, Tensor bias, int stride, long... padding) {
    return Native.tensor(
        "convolution",
        () -> convolve(x, kernel, new TensorOptional(bias.handle()), stride, padding),
        x,
        kernel,
        bias);
  }

  private static org.bytedeco.pytorch.Tensor convolve(
      Tensor x, Tensor kernel, TensorOptional bias, int stride, long[] padding) {
    long[] steps = {stride};
    long[] dilation = {1};
    boolean volume = isVolume(x);
    // a kernel with its channels last makes the maps so, from here through the network: the
    // fastest order on a processor, with nothing to reorder between layers
    try (var last =
        kernel
            .handle()
            .contiguous(
                volume ? torch.MemoryFormat.ChannelsLast3d : torch.MemoryFormat.ChannelsLast)) {
      return volume
          ? torch.conv3d(x.handle(), last, bias, steps, padding, dilation, 1)
          : torch.conv2d(x.handle(), last, bias, steps, padding, dilation, 1);
    }
  }

  /**
   * A linear layer with bias at every pixel or voxel: convolution with a kernel of size 1.
   *
   * @param x {@code [N, C, H, W]} or {@code [N, C, D, H, W]}
   * @param kernel {@code [K, C, 1, 1]} or {@code [K, C, 1, 1, 1]}
   * @param bias {@code [K]}
   * @return {@code [N, K, H, W]} or {@code [N, K, D, H, W]}
   */
  public static Tensor pointwise(Tensor x, Tensor kernel, Tensor bias) {
    long[] one = {1};
    long[] none = {0};
    return Native.tensor(
        "pointwise",
        () -> {
          TensorOptional shift = new TensorOptional(bias.handle());
          return isVolume(x)
              ? torch.conv3d(x.handle(), kernel.handle(), shift, one, none, one, 1)
              : torch.conv2d(x.handle(), kernel.handle(), shift, one, none, one, 1);
        },
        x,
        kernel,
        bias);
  }

  /**
   * Transposed convolution with bias whose blocks do not overlap: every value of x becomes a block
   * of the kernel's size.
   *
   * @param x {@code [N, C, H, W]} or {@code [N, C, D, H, W]}
   * @param kernel {@code [C, K, h, w]} or {@code [C, K, d, h, w]}: output units second
   * @param bias {@code [K]}
   * @return {@code [N, K, h·H, w·W]} or {@code [N, K, d·D, h·H, w·W]}
   */
  public static Tensor transposedConvolution(Tensor x, Tensor kernel, Tensor bias) {
    long[] none = {0};
    return Native.tensor(
        "transposedConvolution",
        () -> {
          long[] shape = kernel.shape();
          long[] stride = Arrays.copyOfRange(shape, 2, shape.length);
          TensorOptional shift = new TensorOptional(bias.handle());
          return isVolume(x)
              ? torch.conv_transpose3d(x.handle(), kernel.handle(), shift, stride, none, none, 1, 1)
              : torch.conv_transpose2d(
                  x.handle(), kernel.handle(), shift, stride, none, none, 1, 1);
        },
        x,
        kernel,
        bias);
  }

  private static boolean isVolume(Tensor x) {
    return x.handle().dim() == 5;
  }

  /**
   * {@code x Wᵀ + b}.
   *
   * @param x {@code [N, C]}
   * @param kernel W, {@code [K, C]}
   * @param bias b, {@code [K]}
   */
  public static Tensor linear(Tensor x, Tensor kernel, Tensor bias) {
    return Native.tensor(
        "linear",
        () -> torch.linear(x.handle(), kernel.handle(), new TensorOptional(bias.handle())),
        x,
        kernel,
        bias);
  }

  /**
   * Batch normalization over all axes but the second (Ioffe & Szegedy 2015), ε = 1e-5.
   *
   * @param mean the running mean, which moves in place if {@code statistics} says so
   * @param variance the running variance, likewise
   */
  public static Tensor batchNorm(
      Tensor x, Tensor scale, Tensor shift, Tensor mean, Tensor variance, Statistics statistics) {
    return Native.tensor(
        "batchNorm",
        () ->
            torch.batch_norm(
                x.handle(),
                new TensorOptional(scale.handle()),
                new TensorOptional(shift.handle()),
                statistics.kept(mean),
                statistics.kept(variance),
                statistics.ofBatch,
                statistics.momentum,
                1e-5,
                true),
        x,
        scale);
  }

  /**
   * Group normalization (Wu & He 2018, ECCV): each image's channels, in groups of neighbours, by
   * the mean and variance of the group; ε = 1e-5.
   *
   * @param x {@code [N, C, H, W]}
   * @param groups G, a divisor of C
   */
  public static Tensor groupNorm(Tensor x, int groups, Tensor scale, Tensor shift) {
    return Native.tensor(
        "groupNorm",
        () ->
            torch.group_norm(
                x.handle(),
                groups,
                new TensorOptional(scale.handle()),
                new TensorOptional(shift.handle()),
                1e-5,
                true),
        x,
        scale);
  }

  /**
   * Which statistics a batch normalization uses.
   *
   * @param ofBatch normalize by the batch's own; else by the running ones
   * @param momentum the share by which the running ones move towards the batch's
   */
  public record Statistics(boolean ofBatch, double momentum) {
    /** The running ones, which stay. */
    public static final Statistics RUNNING = new Statistics(false, 0);

    /** The batch's; the running ones move a tenth towards them. */
    public static final Statistics MOVING = new Statistics(true, 0.1);

    /** The batch's; the running ones stay. */
    public static final Statistics FROZEN = new Statistics(true, 0);

    private TensorOptional kept(Tensor running) {
      return ofBatch && momentum == 0 ? new TensorOptional() : new TensorOptional(running.handle());
    }
  }

  /**
   * The largest value of each non-overlapping block.
   *
   * @param x {@code [N, C, H, W]} or {@code [N, C, D, H, W]}
   * @param size of a block: one number for all axes, or one for each
   */
  public static Tensor maxPool(Tensor x, long... size) {
    return Native.tensor(
        "maxPool",
        () -> isVolume(x) ? torch.max_pool3d(x.handle(), size) : torch.max_pool2d(x.handle(), size),
        x);
  }

  /**
   * Mean cross-entropy −Σ y log softmax(z), over images and, where there are any, pixels.
   *
   * @param logits z, {@code [N, K]} or {@code [N, K, (D,) H, W]}
   * @param targets y, probabilities of the same shape
   */
  public static Tensor crossEntropy(Tensor logits, Tensor targets) {
    return Native.tensor(
        "crossEntropy",
        () -> torch.cross_entropy_loss(logits.handle(), targets.handle()),
        logits,
        targets);
  }

  /** Mean of −y log σ(z) − (1 − y) log(1 − σ(z)) over all values. */
  public static Tensor binaryCrossEntropy(Tensor logits, Tensor targets) {
    return Native.tensor(
        "binaryCrossEntropy",
        () ->
            torch.binary_cross_entropy_with_logits(
                logits.handle(),
                targets.handle(),
                new TensorOptional(),
                new TensorOptional(),
                MEAN),
        logits,
        targets);
  }

  /**
   * The largest value of the window around every place; nothing lies beyond the edge.
   *
   * @param x {@code [N, C, H, W]} or {@code [N, C, D, H, W]}
   * @param window its odd length along every axis after the second
   */
  public static Tensor slidingMax(Tensor x, long... window) {
    long[] one = Arrays.stream(window).map(length -> 1).toArray();
    long[] padding = Arrays.stream(window).map(length -> length / 2).toArray();
    return Native.tensor(
        "slidingMax",
        () ->
            window.length == 3
                ? torch.max_pool3d(x.handle(), window, one, padding, one, false)
                : torch.max_pool2d(x.handle(), window, one, padding, one, false),
        x);
  }

  /**
   * Each image pulled through its own affine map, bilinear, zero outside.
   *
   * @param images {@code [N, C, H, W]}
   * @param maps {@code [N, 2, 3]}: output coordinates in [−1, 1] to input coordinates
   */
  public static Tensor warp(Tensor images, Tensor maps) {
    return Images.sample(images, Images.grid(maps, images.shape()), Images.Sampling.BILINEAR);
  }

  /**
   * A matrix as a product U · diag(σ) · Vᵀ.
   *
   * @param left U, orthonormal columns
   * @param values σ, from large to small; differentiable
   * @param right Vᵀ, orthonormal rows
   */
  public record SingularValues(Tensor left, Tensor values, Tensor right) {}

  /** The thin singular value decomposition of a matrix. */
  public static SingularValues singularValues(Tensor matrix) {
    return Native.value(
        "singularValues",
        () -> {
          var parts = torch.linalg_svd(matrix.handle(), false, new StringViewOptional());
          // the tuple only lends its parts: copies of the references own
          return new SingularValues(
              new Tensor(new org.bytedeco.pytorch.Tensor(parts.get0())),
              new Tensor(new org.bytedeco.pytorch.Tensor(parts.get1())),
              new Tensor(new org.bytedeco.pytorch.Tensor(parts.get2())));
        },
        matrix);
  }
}
