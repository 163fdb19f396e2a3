package io.ridgeline.app.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what a shell needs to complete commands and options. */
@Command(
    name = "completion",
    description = "Prints the completion script of a shell.",
    footer = {
      "",
      "Example, bash and zsh: source <(ridgeline completion bash)",
      "Example, fish: ridgeline completion fish | source"
    })
public final class CompletionCommand implements Callable<Integer> {
  /** The shells with a script. */
  public enum Shell {
    /** Bourne again shell. */
    bash,
    /** Z shell; reads the script for bash through its own bashcompinit. */
    zsh,
    /** Friendly interactive shell. */
    fish
  }

  private final Console console;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}")
  private Shell shell = Shell.bash;

  /** Prints to {@code console}. */
  public CompletionCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    CommandLine root = spec.root().commandLine();
    console
        .out()
        .print(shell == Shell.fish ? fish(root) : AutoComplete.bash(spec.root().name(), root));
    return ExitCode.OK;
  }

  private static String fish(CommandLine root) {
    StringBuilder b = new StringBuilder();
    complete(b, root, "not __fish_seen_subcommand_from " + names(root));
    return b.toString();
  }

  /** One {@code complete} line for every command and option reachable under {@code condition}. */
  private static void complete(StringBuilder b, CommandLine at, String condition) {
    String program = at.getCommandSpec().root().name();
    for (CommandLine sub : at.getSubcommands().values()) {
      CommandSpec command = sub.getCommandSpec();
      line(b, program, condition, "-f -a " + command.name(), summary(command));
      String inside = "__fish_seen_subcommand_from " + command.name();
      for (OptionSpec option : command.options()) {
        String flag = "-l " + option.longestName().replaceFirst("^--", "");
        line(b, program, inside, flag, String.join(" ", option.description()));
      }
      if (!sub.getSubcommands().isEmpty()) {
        complete(b, sub, inside + "; and not __fish_seen_subcommand_from " + names(sub));
      }
    }
  }

  private static void line(
      StringBuilder b, String program, String condition, String what, String description) {
    b.append("complete -c ").append(program).append(" -n '").append(condition).append("' ");
    b.append(what).append(" -d '").append(description.replace("'", "\\'")).append("'\n");
  }

  private static String names(CommandLine at) {
    return String.join(" ", List.copyOf(at.getSubcommands().keySet()));
  }

  private static String summary(CommandSpec command) {
    return String.join(" ", command.usageMessage().description());
  }
}
