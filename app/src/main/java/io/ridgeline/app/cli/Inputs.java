package io.ridgeline.app.cli;

import io.ridgeline.image.Shown;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Paths given on the command line. */
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
}
