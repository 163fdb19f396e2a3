package io.ridgeline.app.cli;

import io.ridgeline.RidgelineException;
import io.ridgeline.engine.Engine;
import io.ridgeline.engine.Functions;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Tells whether Ridgeline can work here, and with what. */
@Command(
    name = "doctor",
    description = "Shows versions, memory, threads and native libraries, and tests the engine.",
    footer = {"", "Example: ridgeline doctor --json"})
public final class DoctorCommand implements Callable<Integer> {
  private static final double GIB = 1L << 30;

  private final Console console;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  /** Prints to {@code console}. */
  public DoctorCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Map<String, Object> found = new LinkedHashMap<>();
    Runtime runtime = Runtime.getRuntime();
    found.put("ridgeline", Versions.ridgeline());
    found.put("java", property("java.version") + " (" + property("java.vm.name") + ")");
    found.put("system", property("os.name") + " " + property("os.arch"));
    found.put("cores", runtime.availableProcessors());
    found.put("heap", gib(runtime.maxMemory()));
    Path cache = Engine.nativeCache();
    found.put(
        "native cache",
        cache + ", " + gib(Files.getFileStore(existing(cache)).getUsableSpace()) + " free");
    for (String name : new String[] {"OMP_WAIT_POLICY", "OPENBLAS_NUM_THREADS"}) {
      String value = System.getenv(name);
      found.put(name, value == null ? "not set; start through the ridgeline script" : value);
    }
    int code;
    try {
      found.put("device", "CPU");
      boolean passed = selfTest();
      found.put("self-test", passed ? "passed" : "failed: the engine computes wrong numbers");
      code = passed ? ExitCode.OK : ExitCode.INTERNAL;
      found.put("libtorch", Engine.version());
    } catch (RidgelineException e) {
      found.put("self-test", "failed: " + e.getMessage());
      code = ExitCode.of(e);
    }
    if (json) {
      console.json(found);
    } else {
      found.forEach((k, v) -> console.out().printf(Locale.ROOT, "%-22s%s%n", k, v));
    }
    return code;
  }

  /** A product worked out by hand: enough to see that the natives work. */
  private static boolean selfTest() {
    Engine.start();
    try (Scope scope = Scope.open()) {
      Tensor x = Tensor.of(new float[] {1, 2, 3, 4}, 2, 2);
      Tensor kernel = Tensor.of(new float[] {1, -1, 0.5f, 2}, 2, 2);
      Tensor bias = Tensor.of(new float[] {0, 1}, 2);
      float[] y = Functions.linear(x, kernel, bias).toArray();
      return Arrays.equals(y, new float[] {-1, 5.5f, -1, 10.5f});
    }
  }

  private static Path existing(Path folder) {
    Path at = folder.toAbsolutePath();
    while (!Files.exists(at) && at.getParent() != null) {
      at = at.getParent();
    }
    return at;
  }

  private static String property(String name) {
    return System.getProperty(name, "unknown");
  }

  private static String gib(long bytes) {
    return String.format(Locale.ROOT, "%.1f GiB", bytes / GIB);
  }
}
