package io.ridgeline.app.cli;

import io.ridgeline.deploy.ModelPackage;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what a model is, how well it did and what it is not for. */
@Command(
    name = "card",
    description = "Prints the card of a model package: use, data, regularizers, figures, limits.",
    footer = {"", "Example: ridgeline model card ridgeline-demo/models/cocktail"})
public final class ModelCardCommand implements Callable<Integer> {
  private final Console console;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "MODEL", description = "Folder or zip of the package.")
  private Path model = Path.of("");

  @Option(names = "--json", description = "Print the description behind the card as JSON.")
  private boolean json;

  /** Prints to {@code console}. */
  public ModelCardCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Inputs.existing(model, spec);
    if (json) {
      console.json(ModelPackage.read(model).model());
    } else {
      console.out().print(ModelPackage.card(model));
    }
    return ExitCode.OK;
  }
}
