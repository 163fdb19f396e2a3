package io.ridgeline.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import java.util.function.Predicate;

/**
 * Every array of a model, in three flat buffers: kernels, other trained values, and statistics.
 *
 * <p>Each {@link Weight} is a view of its buffer, so that an optimizer, a penalty, a projection or
 * an average is a few calls on one long tensor, whatever the model. A model declares its weights
 * first, layer by layer; {@link #initialize} then makes the buffers in the current scope.
 */
public final class Weights {
  private final List<Weight> all = new ArrayList<>();
  private final Set<String> outputs = new LinkedHashSet<>();
  private final Map<Group, Buffer> buffers = new LinkedHashMap<>();

  private enum Group {
    KERNELS,
    OTHERS,
    STATISTICS
  }

  /**
   * One long tensor and its gradient.
   *
   * @param values {@code [n]}
   * @param gradient {@code [n]}; stays zero for statistics
   */
  public record Buffer(Tensor values, Tensor gradient) {
    private static final long PIECE = 1 << 18;

    /**
     * Views of it, end to end, each so short that what is reckoned from it stays in the processor's
     * cache. A temporary as long as the whole would cost more than the reckoning.
     */
    public List<Buffer> pieces() {
      List<Buffer> pieces = new ArrayList<>();
      for (long from = 0; from < values.count(); from += PIECE) {
        long length = Math.min(PIECE, values.count() - from);
        pieces.add(new Buffer(values.narrow(0, from, length), gradient.narrow(0, from, length)));
      }
      return pieces;
    }
  }

  /** Declares an array; the order of declarations is the order of the initial draws. */
  public Weight declare(String name, Weight.Role role, Initializer initializer, long... shape) {
    return declare(name, role, 0, initializer, shape);
  }

  /**
   * Declares the kernel of a transposed convolution.
   *
   * @param shape {@code [C, K, h, w]} or {@code [C, K, d, h, w]}: output units second
   */
  public Weight declareTransposed(String name, Initializer initializer, long... shape) {
    return declare(name, Weight.Role.KERNEL, 1, initializer, shape);
  }

  private Weight declare(
      String name, Weight.Role role, int outputAxis, Initializer initializer, long... shape) {
    if (!buffers.isEmpty()) {
      throw new IllegalStateException("declared after the weights were made: " + name);
    }
    if (all.stream().anyMatch(w -> w.name().equals(name))) {
      throw new IllegalArgumentException("declared twice: " + name);
    }
    Weight weight = new Weight(name, role, outputAxis, shape.clone(), initializer);
    all.add(weight);
    return weight;
  }

  /**
   * Says which kernels give outputs of the model; unless it is said of one, the last one does.
   *
   * @param kernels their names
   */
  public void givesOutputs(String... kernels) {
    outputs.addAll(List.of(kernels));
  }

  /** Makes the buffers in the current scope and draws every first value, in declaration order. */
  public void initialize(Generator generator) {
    for (Group group : Group.values()) {
      long n = all.stream().filter(in(group)).mapToLong(Weight::count).sum();
      Buffer buffer = new Buffer(Tensor.zeros(n), Tensor.zeros(n));
      buffers.put(group, buffer);
      long at = 0;
      for (Weight weight : all) {
        if (in(group).test(weight)) {
          Tensor view = buffer.values.narrow(0, at, weight.count()).reshape(weight.shape());
          Tensor gradient = buffer.gradient.narrow(0, at, weight.count()).reshape(weight.shape());
          weight.bind(group == Group.STATISTICS ? view : view.leaf(gradient), gradient);
          at += weight.count();
        }
      }
    }
    try (Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      for (Weight weight : all) {
        weight.tensor().copyInPlace(weight.initializer().draw(weight.shape(), generator));
      }
    }
  }

  private static Predicate<Weight> in(Group group) {
    return weight ->
        group
            == switch (weight.role()) {
              case KERNEL -> Group.KERNELS;
              case BIAS, NORM -> Group.OTHERS;
              case STATISTIC -> Group.STATISTICS;
            };
  }

  private Buffer buffer(Group group) {
    Buffer buffer = buffers.get(group);
    if (buffer == null) {
      throw new IllegalStateException("the weights are declared but not initialized");
    }
    return buffer;
  }

  /** Every array, in declaration order. */
  public List<Weight> all() {
    return List.copyOf(all);
  }

  /** The kernels, in declaration order. */
  public List<Weight> kernels() {
    return all.stream().filter(in(Group.KERNELS)).toList();
  }

  /** The kernels of the last layers: those that give the outputs. */
  public List<Weight> outputKernels() {
    List<Weight> kernels = kernels();
    return outputs.isEmpty()
        ? kernels.subList(kernels.size() - 1, kernels.size())
        : kernels.stream().filter(k -> outputs.contains(k.name())).toList();
  }

  /** All kernels end to end. */
  public Buffer flatKernels() {
    return buffer(Group.KERNELS);
  }

  /** All trained values: kernels, then biases and norms. */
  public List<Buffer> trained() {
    return List.of(buffer(Group.KERNELS), buffer(Group.OTHERS));
  }

  /**
   * One number for each value of {@link #trained}, by its layer.
   *
   * <p>A kernel begins a layer, the first one layer 0; biases and norms belong to the kernel
   * declared before them.
   */
  public List<Tensor> byLayer(IntToDoubleFunction number) {
    List<Tensor> numbers = trained().stream().map(b -> Tensor.ones(b.values.count())).toList();
    long[] at = new long[numbers.size()];
    int layer = -1;
    for (Weight weight : all) {
      layer += weight.role() == Weight.Role.KERNEL ? 1 : 0;
      if (weight.role() != Weight.Role.STATISTIC) {
        int buffer = weight.role() == Weight.Role.KERNEL ? 0 : 1;
        numbers
            .get(buffer)
            .narrow(0, at[buffer], weight.count())
            .fillInPlace(number.applyAsDouble(layer));
        at[buffer] += weight.count();
      }
    }
    return numbers;
  }

  /** Everything that a copy of the model needs: trained values, then statistics. */
  public List<Tensor> state() {
    return List.of(
        buffer(Group.KERNELS).values, buffer(Group.OTHERS).values, buffer(Group.STATISTICS).values);
  }

  /** The number of trained values. */
  public long trainedCount() {
    return all.stream().filter(in(Group.STATISTICS).negate()).mapToLong(Weight::count).sum();
  }

  /** Clears every gradient. */
  public void clearGradients() {
    trained().forEach(b -> b.gradient.fillInPlace(0));
  }

  /** √Σ g² over all trained values. */
  public double gradientNorm() {
    try (Scope scope = Scope.open()) {
      double sum = 0;
      for (Buffer b : trained()) {
        double norm = b.gradient.norm().item();
        sum += norm * norm;
      }
      return Math.sqrt(sum);
    }
  }

  /** Copies of {@link #state}, kept in the current scope. */
  public List<Tensor> snapshot() {
    return state().stream().map(Tensor::copy).toList();
  }

  /** Sets {@link #state} from such copies. */
  public void restore(List<Tensor> snapshot) {
    try (Gradients off = Gradients.off()) {
      for (int i = 0; i < snapshot.size(); i++) {
        state().get(i).copyInPlace(snapshot.get(i));
      }
    }
  }

  /** Every array by name, on the heap. */
  public Map<String, float[]> toArrays() {
    Map<String, float[]> arrays = new LinkedHashMap<>();
    all.forEach(w -> arrays.put(w.name(), w.tensor().toArray()));
    return arrays;
  }

  /**
   * Sets every array by name.
   *
   * @throws IllegalArgumentException if a name is missing, unknown, or of another length
   */
  public void load(Map<String, float[]> arrays) {
    List<String> names = all.stream().map(Weight::name).toList();
    if (!arrays.keySet().equals(new java.util.LinkedHashSet<>(names))) {
      throw new IllegalArgumentException(
          "the arrays " + arrays.keySet() + " are not those of this model: " + names);
    }
    try (Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      for (Weight w : all) {
        float[] values = arrays.get(w.name());
        if (values == null || values.length != w.count()) {
          throw new IllegalArgumentException(w.name() + " needs " + w.count() + " values");
        }
        w.tensor().copyInPlace(Tensor.of(values, w.shape()));
      }
    }
  }
}
