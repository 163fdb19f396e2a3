package io.ridgeline.regularize;

import io.ridgeline.engine.Scope;
import io.ridgeline.engine.State;
import io.ridgeline.engine.Stateful;
import io.ridgeline.engine.Tensor;
import io.ridgeline.engine.Weights;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** What each method of a run was seen to do: one line a method. */
final class Evidence implements Stateful {
  private final Map<String, String> lines = new LinkedHashMap<>();
  private final Map<String, int[]> counts = new LinkedHashMap<>();

  /** What {@code methods} are yet to do. */
  Evidence(List<String> methods) {
    methods.forEach(method -> counts.put(method, new int[2]));
  }

  @Override
  public void tell(State state) {
    state.lines("lines", lines);
    counts.forEach((method, n) -> state.of("counts").numbers(method, n));
  }

  boolean seen(String method) {
    return lines.containsKey(method);
  }

  void say(String method, String format, Object... values) {
    lines.put(method, String.format(Locale.ROOT, format, values));
  }

  /** Counts a step in which the method did or did not change anything. */
  void count(String method, boolean acted) {
    int[] n = Objects.requireNonNull(counts.get(method), method);
    n[0] += acted ? 1 : 0;
    n[1]++;
    say(method, "acted in %,d of %,d steps", n[0], n[1]);
  }

  /** Says how a batch was changed, the first time that it was. */
  void changed(String method, Batch before, Batch after) {
    if (seen(method)) {
      return;
    }
    double pixels = change(before.images(), after.images());
    if (after.targets().shape().length == 3) {
      long objects = objects(before.targets());
      if (pixels > 0) {
        say(
            method,
            "changed the pixels of the first batch it acted on by %.3g on average, and its %d objects"
                + " to %d",
            pixels,
            objects,
            objects(after.targets()));
      }
      return;
    }
    double targets = change(before.targets(), after.targets());
    if (pixels + targets > 0) {
      say(
          method,
          "changed the pixels of the first batch it acted on by %.3g on average, its targets by"
              + " %.3g",
          pixels,
          targets);
    }
  }

  /** Rows of objects that are there. */
  private static long objects(Tensor targets) {
    return Math.round(targets.abs().sum(2).below(Float.MIN_VALUE).times(-1).plus(1).sum().item());
  }

  /** Runs a method's move and says how far it moved the kernels, the first time that it did. */
  void moved(String method, Weights weights, Runnable move) {
    if (seen(method)) {
      move.run();
      return;
    }
    Tensor kernels = weights.flatKernels().values();
    Tensor before = kernels.copy();
    move.run();
    double moved = kernels.minus(before).norm().item();
    if (moved > 0) {
      say(method, "moved the kernels by a norm of %.3g in its first step", moved);
    }
  }

  /** Runs a step inside its wrapper and says what the wrapper made of it, the first time. */
  void differs(String method, Weights weights, Runnable step, Consumer<Runnable> wrapper) {
    if (seen(method)) {
      wrapper.accept(step);
      return;
    }
    Tensor kernels = weights.flatKernels().values();
    Tensor inner = kernels.copy();
    wrapper.accept(
        () -> {
          step.run();
          inner.copyInPlace(kernels);
        });
    double moved = kernels.minus(inner).norm().item();
    if (moved > 0) {
      say(method, "moved the kernels by a norm of %.3g from where a step had put them", moved);
    }
  }

  /** Takes the gradient inside a wrapper and says what the wrapper made of it, the first time. */
  double differentiates(
      String method, Weights weights, StepWrapper.Differentiation inner, StepWrapper.Run wrapper) {
    if (seen(method)) {
      return wrapper.differentiate(inner);
    }
    int[] runs = {0};
    double[] norm = {0};
    double objective =
        wrapper.differentiate(
            () -> {
              double value = inner.run();
              runs[0]++;
              norm[0] = weights.gradientNorm();
              return value;
            });
    double left = weights.gradientNorm();
    if (runs[0] > 1) {
      say(method, "took the gradient %d times a step", runs[0]);
    } else if (left != norm[0]) {
      say(method, "left %.3g of the first gradient's norm of %.3g", left, norm[0]);
    }
    return objective;
  }

  /** Says how far averaged weights lie from the last ones. */
  void averaged(String method, List<Tensor> last, Weights weights) {
    try (Scope scope = Scope.open()) {
      Tensor kernels = last.get(0);
      say(
          method,
          "the averaged kernels lie a norm of %.3g from the last ones, whose norm is %.3g",
          weights.flatKernels().values().minus(kernels).norm().item(),
          kernels.norm().item());
    }
  }

  /** Says what a fitted method made of the probabilities of the validation part. */
  void predicted(Regularizer method, double[][] before, double[][] after) {
    double sum = 0;
    int n = 0;
    for (int i = 0; i < before.length; i++) {
      for (int k = 0; k < before[i].length; k++) {
        sum += Math.abs(after[i][k] - before[i][k]);
        n++;
      }
    }
    if (sum > 0) {
      say(
          method.name(),
          "%s changed the probabilities on the validation part by %.3g on average",
          method.setting(),
          sum / n);
    }
  }

  /** Mean absolute difference. */
  static double change(Tensor before, Tensor after) {
    return after.minus(before).abs().mean().item();
  }

  Map<String, String> lines() {
    return lines;
  }
}
