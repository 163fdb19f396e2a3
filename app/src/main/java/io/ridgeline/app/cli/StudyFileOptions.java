package io.ridgeline.app.cli;

import io.ridgeline.study.Overrides;
import io.ridgeline.study.StudyFile;
import io.ridgeline.study.StudySpec;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A study file on the command line, and what overrides it. */
final class StudyFileOptions {
  @Parameters(paramLabel = "FILE", description = "The study file.")
  private Path file = Path.of("");

  @Option(names = "--data", paramLabel = "P", description = "Data to use instead of the file's.")
  private @Nullable Path data;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Change a key, such as seeds=2 or training.epochs=5.")
  private List<String> set = List.of();

  StudySpec read() {
    return StudyFile.read(file, Vocabularies.all(), new Overrides(data, set));
  }
}
