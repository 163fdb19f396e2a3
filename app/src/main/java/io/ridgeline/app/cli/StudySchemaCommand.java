package io.ridgeline.app.cli;

import io.ridgeline.study.StudySchema;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Prints the JSON Schema of study files, for editors that complete and check them. */
@Command(
    name = "schema",
    description =
        "Prints the JSON Schema of study files, for editors that complete and check them.",
    footer = {"", "Example: ridgeline study schema > study.schema.json"})
public final class StudySchemaCommand implements Callable<Integer> {
  private final Console console;

  /** Prints to {@code console}. */
  public StudySchemaCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    console.out().println(StudySchema.of(Vocabularies.all()));
    return ExitCode.OK;
  }
}
