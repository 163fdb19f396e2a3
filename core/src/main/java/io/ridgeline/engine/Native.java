package io.ridgeline.engine;

import io.ridgeline.EngineException;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Runs native calls and turns their errors into ours, with the operation and the shapes. */
final class Native {
  private Native() {}

  static Tensor tensor(
      String operation, Supplier<org.bytedeco.pytorch.Tensor> call, Tensor... operands) {
    return new Tensor(value(operation, call, operands));
  }

  static void run(String operation, Runnable call, Tensor... operands) {
    value(
        operation,
        () -> {
          call.run();
          return "";
        },
        operands);
  }

  static <T> T value(String operation, Supplier<T> call, Tensor... operands) {
    Engine.start();
    try {
      return call.get();
    } catch (RuntimeException e) {
      throw new EngineException(operation + shapes(operands) + ": " + firstLines(e), e);
    }
  }

  private static String shapes(Tensor... operands) {
    return Arrays.stream(operands)
        .map(t -> t.alive() ? Arrays.toString(t.shape()) : "[closed]")
        .collect(Collectors.joining(", ", "(", ")"));
  }

  /** The message without libtorch's kilobytes of C++ frames. */
  private static String firstLines(RuntimeException e) {
    String message = String.valueOf(e.getMessage());
    for (String frames : new String[] {"\nException raised from ", "\nframe #"}) {
      int at = message.indexOf(frames);
      message = at < 0 ? message : message.substring(0, at);
    }
    return message;
  }
}
