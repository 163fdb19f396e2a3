package io.ridgeline.app.cli;

import io.ridgeline.deploy.ModelPackage;
import io.ridgeline.deploy.ModelPackage.FileEntry;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells whether a model package is, to the byte, what was written. */
@Command(
    name = "verify",
    description = "Checks that no byte of a model package changed; exit status 8 if one did.",
    footer = {"", "Example: ridgeline model verify ridgeline-demo/models/cocktail"})
public final class ModelVerifyCommand implements Callable<Integer> {
  private final Console console;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "MODEL", description = "Folder or zip of the package.")
  private Path model = Path.of("");

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  /** Prints to {@code console}. */
  public ModelVerifyCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Inputs.existing(model, spec);
    SortedMap<String, FileEntry> files = ModelPackage.verify(model);
    if (json) {
      console.json(Map.of("model", model.toString(), "intact", true, "files", files));
    } else {
      console.out().println("intact: " + model);
      files.forEach(
          (name, entry) ->
              console.out().println(entry.sha256() + "  " + entry.bytes() + "  " + name));
    }
    return ExitCode.OK;
  }
}
