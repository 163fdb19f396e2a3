package io.ridgeline.image;

import io.ridgeline.DataException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.function.Executable;

/** The committed files that NumPy and Pillow wrote. */
public final class Fixtures {
  private Fixtures() {}

  /** A file beside the tests of a class. */
  public static Path path(Class<?> test, String name) {
    try {
      return Path.of(Objects.requireNonNull(test.getResource(name), name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Asserts that the message of the refusal holds the given words. */
  public static DataException assertRefused(String words, Executable action) {
    DataException e = Assertions.assertThrows(DataException.class, action);
    String message = String.valueOf(e.getMessage());
    Assertions.assertTrue(message.contains(words), message);
    return e;
  }

  static List<Path> images() {
    try (Stream<Path> files = Files.list(path(Fixtures.class, "files"))) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
