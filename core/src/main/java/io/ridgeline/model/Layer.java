package io.ridgeline.model;

import io.ridgeline.engine.Functions;
import io.ridgeline.engine.Initializer;
import io.ridgeline.engine.Tensor;
import io.ridgeline.engine.Weight;
import io.ridgeline.engine.Weights;
import java.util.List;

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
