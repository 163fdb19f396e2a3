package io.ridgeline.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;

/** Published data sets beside the repository; tests that need them are skipped without them. */
public final class RealData {
  private RealData() {}

  /** The file under {@code ../shared/data}. */
  public static Path file(String name) {
    Path root = Path.of(Objects.requireNonNull(System.getProperty("ridgeline.root")));
    Path file = root.resolve("../shared/data").resolve(name).normalize();
    Assumptions.assumeTrue(
        Files.exists(file), "skipped: " + name + " is not beside the repository");
    return file;
  }
}
