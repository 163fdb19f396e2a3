package io.ridgeline.engine;

import org.bytedeco.pytorch.LongArrayRefOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * What is reckoned from a tensor value by value, or by sums over axes; each call gives a new one.
 */
abstract sealed class Arithmetic permits Tensor {
  abstract org.bytedeco.pytorch.Tensor handle();

  private Tensor self() {
    return (Tensor) this;
  }

  /** this + other. */
  public Tensor plus(Tensor other) {
    return Native.tensor("plus", () -> handle().add(other.handle()), self(), other);
  }

  /** this + c. */
  public Tensor plus(double c) {
    return Native.tensor("plus", () -> handle().add(new Scalar(c)), self());
  }

  /** this − other. */
  public Tensor minus(Tensor other) {
    return Native.tensor("minus", () -> handle().sub(other.handle()), self(), other);
  }

  /** this · other, value by value. */
  public Tensor times(Tensor other) {
    return Native.tensor("times", () -> handle().mul(other.handle()), self(), other);
  }

  /** this · c. */
  public Tensor times(double c) {
    return Native.tensor("times", () -> handle().mul(new Scalar(c)), self());
  }

  /** this / other, value by value. */
  public Tensor over(Tensor other) {
    return Native.tensor("over", () -> handle().div(other.handle()), self(), other);
  }

  /** |this|. */
  public Tensor abs() {
    return Native.tensor("abs", handle()::abs, self());
  }

  /** this². */
  public Tensor square() {
    return Native.tensor("square", handle()::square, self());
  }

  /** √this. */
  public Tensor sqrt() {
    return Native.tensor("sqrt", handle()::sqrt, self());
  }

  /** exp(self()). */
  public Tensor exp() {
    return Native.tensor("exp", handle()::exp, self());
  }

  /** The natural logarithm. */
  public Tensor log() {
    return Native.tensor("log", handle()::log, self());
  }

  /** this to the power of c. */
  public Tensor power(double c) {
    return Native.tensor("power", () -> handle().pow(new Scalar(c)), self());
  }

  /** this to the power of other, value by value. */
  public Tensor power(Tensor other) {
    return Native.tensor("power", () -> handle().pow(other.handle()), self(), other);
  }

  /** The product of matrices. */
  public Tensor matrixTimes(Tensor other) {
    return Native.tensor("matrixTimes", () -> handle().matmul(other.handle()), self(), other);
  }

  /** The matrix transposed. */
  public Tensor transposed() {
    return Native.tensor("transposed", handle()::t, self());
  }

  /** −1, 0 or 1. */
  public Tensor sign() {
    return Native.tensor("sign", handle()::sign, self());
  }

  /** The sum of all values, a scalar. */
  public Tensor sum() {
    return Native.tensor("sum", handle()::sum, self());
  }

  /** The sum over one axis, which stays with length 1. */
  public Tensor sum(int axis) {
    return Native.tensor(
        "sum", () -> handle().sum(new long[] {axis}, true, new ScalarTypeOptional()), self());
  }

  /** The mean of all values, a scalar. */
  public Tensor mean() {
    return Native.tensor("mean", handle()::mean, self());
  }

  /** The mean over some axes, which go. */
  public Tensor mean(long... axes) {
    return Native.tensor(
        "mean", () -> handle().mean(axes, false, new ScalarTypeOptional()), self());
  }

  /** The smallest value over some axes, which stay with length 1. */
  public Tensor lowest(long... axes) {
    return Native.tensor("lowest", () -> handle().amin(axes, true), self());
  }

  /** The largest value over some axes, which stay with length 1. */
  public Tensor highest(long... axes) {
    return Native.tensor("highest", () -> handle().amax(axes, true), self());
  }

  /** No value below {@code low} nor above {@code high}. */
  public Tensor within(Tensor low, Tensor high) {
    return Native.tensor(
        "within",
        () -> handle().clamp(new TensorOptional(low.handle()), new TensorOptional(high.handle())),
        self(),
        low,
        high);
  }

  /** The smaller of this and other, value by value. */
  public Tensor least(Tensor other) {
    return Native.tensor("least", () -> handle().minimum(other.handle()), self(), other);
  }

  /** √Σ this², a scalar. */
  public Tensor norm() {
    return Native.tensor(
        "norm",
        () ->
            torch.linalg_vector_norm(
                handle(),
                new Scalar(2),
                new LongArrayRefOptional(),
                false,
                new ScalarTypeOptional()),
        self());
  }

  /** √Σ this² over one axis, which stays with length 1. */
  public Tensor norm(int axis) {
    return Native.tensor(
        "norm",
        () ->
            torch.linalg_vector_norm(
                handle(), new Scalar(2), new long[] {axis}, true, new ScalarTypeOptional()),
        self());
  }

  /** No value above {@code c}. */
  public Tensor atMost(double c) {
    return Native.tensor(
        "atMost",
        () -> handle().clamp(new ScalarOptional(), new ScalarOptional(new Scalar(c))),
        self());
  }

  /** No value below {@code c}. */
  public Tensor atLeast(double c) {
    return Native.tensor(
        "atLeast",
        () -> handle().clamp(new ScalarOptional(new Scalar(c)), new ScalarOptional()),
        self());
  }

  /** 1 where this &lt; c, else 0. */
  public Tensor below(double c) {
    return Native.tensor("below", () -> handle().lt(new Scalar(c)).to(ScalarType.Float), self());
  }

  /** sign(self()) · max(|this| − c, 0). */
  public Tensor softThreshold(double c) {
    return Native.tensor("softThreshold", () -> torch.softshrink(handle(), new Scalar(c)), self());
  }

  /** max(self(), 0). */
  public Tensor relu() {
    return Native.tensor("relu", handle()::relu, self());
  }

  /** exp(self()) / Σ exp(self()) over one axis. */
  public Tensor softmax(int axis) {
    return Native.tensor("softmax", () -> handle().softmax(axis), self());
  }

  /** log(exp(self()) / Σ exp(self())) over one axis. */
  public Tensor logSoftmax(int axis) {
    return Native.tensor("logSoftmax", () -> handle().log_softmax(axis), self());
  }

  /** −log(1 + exp(−self())). */
  public Tensor logSigmoid() {
    return Native.tensor("logSigmoid", () -> torch.log_sigmoid(handle()), self());
  }

  /** 1 / (1 + exp(−self())). */
  public Tensor sigmoid() {
    return Native.tensor("sigmoid", handle()::sigmoid, self());
  }
}
