package io.ridgeline.app.cli;

import io.ridgeline.image.Shown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Paths given on the command line, and folders made for them. */
final class Inputs {
  private Inputs() {}

  /** The path, if something is there; else a usage error that names it. */
  static Path existing(Path path, CommandSpec spec) {
    if (!Files.exists(path)) {
      throw new ParameterException(
          spec.commandLine(), Shown.path(path) + ": there is no such file or folder");
    }
    return path;
  }

  /** A study's folder; else a usage error that names it. */
  static Path study(Path folder, CommandSpec spec) {
    if (!Files.exists(existing(folder, spec).resolve("journal.jsonl"))) {
      throw new ParameterException(
          spec.commandLine(), Shown.path(folder) + ": there is no study in this folder");
    }
    return folder;
  }

  /** Removes a temporary folder with all that is in it. */
  static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
