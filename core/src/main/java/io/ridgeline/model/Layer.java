package io.ridgeline.model;

import io.ridgeline.engine.Functions;
import io.ridgeline.engine.Initializer;
import io.ridgeline.engine.Tensor;
import io.ridgeline.engine.Weight;
import io.ridgeline.engine.Weights;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/** A function from activations to activations, with the weights it declared. */
@FunctionalInterface
interface Layer {
  Tensor forward(Tensor x, Pass pass);

  /** One layer after the other. */
  static Layer sequence(List<Layer> layers) {
    return (x, pass) -> {
      Tensor y = x;
      for (Layer layer : layers) {
        y = layer.forward(y, pass);
      }
      return y;
    };
  }

  /** A square convolution without bias. */
  static Layer convolution(
      Weights weights, String name, int in, int out, int size, int stride, int padding) {
    Weight kernel =
        weights.declare(
            name + ".weight", Weight.Role.KERNEL, Initializer.kaiming(), out, in, size, size);
    return (x, pass) -> Functions.convolution(x, pass.kernel(kernel), stride, padding);
  }

  /**
   * A convolution of stride 1 without bias that keeps the size.
   *
   * @param size of the kernel along each spatial axis, odd
   */
  static Layer sameConvolution(Weights weights, String name, int in, int out, long... size) {
    Weight kernel =
        weights.declare(
            name + ".weight", Weight.Role.KERNEL, Initializer.kaiming(), kernel(out, in, size));
    long[] padding = LongStream.of(size).map(s -> s / 2).toArray();
    return (x, pass) -> Functions.convolution(x, pass.kernel(kernel), 1, padding);
  }

  /**
   * A square convolution with bias that keeps height and width.
   *
   * @param size of the kernel, odd
   */
  static Layer biasedConvolution(
      Weights weights,
      String name,
      int in,
      int out,
      int size,
      Initializer kernels,
      double firstBias) {
    Weight kernel =
        weights.declare(name + ".weight", Weight.Role.KERNEL, kernels, out, in, size, size);
    Initializer first = Initializer.constant(firstBias);
    Weight bias = weights.declare(name + ".bias", Weight.Role.BIAS, first, out);
    return (x, pass) -> Functions.convolution(x, pass.kernel(kernel), bias.tensor(), 1, size / 2);
  }

  /**
   * A transposed convolution with bias, 0 at first, that makes a block of every value.
   *
   * @param size of a block along each spatial axis
   */
  static Layer transposedConvolution(Weights weights, String name, int in, int out, long... size) {
    Weight kernel =
        weights.declareTransposed(name + ".weight", Initializer.kaiming(1), kernel(in, out, size));
    Weight bias = weights.declare(name + ".bias", Weight.Role.BIAS, Initializer.constant(0), out);
    return (x, pass) -> Functions.transposedConvolution(x, pass.kernel(kernel), bias.tensor());
  }

  /**
   * A linear layer with bias, 0 at first, at every pixel or voxel of maps of {@code dims} axes; it
   * gives outputs of the model.
   */
  static Layer pointwise(Weights weights, String name, int in, int out, int dims) {
    long[] ones = new long[dims];
    Arrays.fill(ones, 1);
    Weight kernel =
        weights.declare(
            name + ".weight", Weight.Role.KERNEL, Initializer.kaiming(), kernel(out, in, ones));
    weights.givesOutputs(kernel.name());
    Weight bias = weights.declare(name + ".bias", Weight.Role.BIAS, Initializer.constant(0), out);
    return (x, pass) -> Functions.pointwise(x, pass.kernel(kernel), bias.tensor());
  }

  private static long[] kernel(long first, long second, long... size) {
    return LongStream.concat(LongStream.of(first, second), LongStream.of(size)).toArray();
  }

  /** Batch normalization; scale 1 and shift 0 at first. */
  static Layer batchNorm(Weights weights, String name, int channels) {
    Initializer one = Initializer.constant(1);
    Initializer zero = Initializer.constant(0);
    Weight scale = weights.declare(name + ".weight", Weight.Role.NORM, one, channels);
    Weight shift = weights.declare(name + ".bias", Weight.Role.NORM, zero, channels);
    Weight mean = weights.declare(name + ".running_mean", Weight.Role.STATISTIC, zero, channels);
    Weight variance = weights.declare(name + ".running_var", Weight.Role.STATISTIC, one, channels);
    return (x, pass) ->
        Functions.batchNorm(
            x, scale.tensor(), shift.tensor(), mean.tensor(), variance.tensor(), pass.statistics());
  }

  /** Group normalization; scale 1 and shift 0 at first. */
  static Layer groupNorm(Weights weights, String name, int groups, int channels) {
    Weight scale =
        weights.declare(name + ".weight", Weight.Role.NORM, Initializer.constant(1), channels);
    Weight shift =
        weights.declare(name + ".bias", Weight.Role.NORM, Initializer.constant(0), channels);
    return (x, pass) -> Functions.groupNorm(x, groups, scale.tensor(), shift.tensor());
  }

  /** A linear layer with bias. */
  static Layer linear(Weights weights, String name, int in, int out) {
    Initializer uniform = Initializer.uniform(in);
    Weight kernel = weights.declare(name + ".weight", Weight.Role.KERNEL, uniform, out, in);
    Weight bias = weights.declare(name + ".bias", Weight.Role.BIAS, uniform, out);
    return (x, pass) -> Functions.linear(x, pass.kernel(kernel), bias.tensor());
  }

  /** max(x, 0). */
  static Layer relu() {
    return (x, pass) -> x.relu();
  }

  /** A place where noise may be added. */
  static Layer site(Site site) {
    return (x, pass) -> pass.at(site, x);
  }

  /** A branch beside a shortcut, summed. */
  static Layer residual(Site site, Layer branch, Layer shortcut) {
    return (x, pass) ->
        pass.residual(site, shortcut.forward(x, pass), () -> branch.forward(x, pass));
  }
}
