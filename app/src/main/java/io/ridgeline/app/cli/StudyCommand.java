package io.ridgeline.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands on a study. */
@Command(
    name = "study",
    description = "Compares regularizers as a study file says.",
    footer = {"", "Example: ridgeline study run examples/phantom.yaml"})
public final class StudyCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "give run, status or schema");
  }
}
