package io.ridgeline.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands on a model package. */
@Command(
    name = "model",
    description = "Looks at a model package.",
    footer = {"", "Example: ridgeline model verify ridgeline-demo/models/cocktail"})
public final class ModelCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "give verify or card");
  }
}
