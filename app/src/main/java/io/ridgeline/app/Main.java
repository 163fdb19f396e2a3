package io.ridgeline.app;

import io.ridgeline.app.cli.CompletionCommand;
import io.ridgeline.app.cli.Console;
import io.ridgeline.app.cli.DoctorCommand;
import io.ridgeline.app.cli.Errors;
import io.ridgeline.app.cli.ModelCardCommand;
import io.ridgeline.app.cli.ModelCommand;
import io.ridgeline.app.cli.ModelVerifyCommand;
import io.ridgeline.app.cli.RegularizersCommand;
import io.ridgeline.app.cli.RidgelineCommand;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** The program: wires the commands, prints, and gives the exit status. */
public final class Main {
  private Main() {}

  /** Runs one command and ends the process with its exit status. */
  public static void main(String[] args) {
    PrintStream out = stream(FileDescriptor.out);
    PrintStream err = stream(FileDescriptor.err);
    int code = run(args, new Console(out, err, System.console() != null));
    out.flush();
    System.exit(code);
  }

  /** Runs one command as if {@code out} and {@code err} were no terminal. */
  public static int run(String[] args, PrintStream out, PrintStream err) {
    return run(args, new Console(out, err, false));
  }

  private static int run(String[] args, Console console) {
    RidgelineCommand program = new RidgelineCommand();
    CommandLine commands = commands(program, console);
    try {
      return commands.execute(args);
    } catch (Throwable thrown) {
      // Memory and linkage errors: picocli hands on exceptions only.
      return Errors.thrown(thrown, program.debug(), console);
    }
  }

  private static CommandLine commands(RidgelineCommand program, Console console) {
    CommandLine commands =
        new CommandLine(program)
            .addSubcommand(new RegularizersCommand(console))
            .addSubcommand(
                new CommandLine(new ModelCommand())
                    .addSubcommand(new ModelVerifyCommand(console))
                    .addSubcommand(new ModelCardCommand(console)))
            .addSubcommand(new DoctorCommand(console))
            .addSubcommand(new CompletionCommand(console));
    boolean colour = console.live() && System.getenv("NO_COLOR") == null;
    commands
        .setOut(new java.io.PrintWriter(console.out(), true))
        .setErr(new java.io.PrintWriter(console.err(), true))
        .setColorScheme(CommandLine.Help.defaultColorScheme(colour ? Ansi.ON : Ansi.OFF))
        .setCaseInsensitiveEnumValuesAllowed(false)
        .setParameterExceptionHandler((e, given) -> Errors.usage(e, console))
        .setExecutionExceptionHandler(
            (e, at, parsed) -> Errors.thrown(e, program.debug(), console));
    return commands;
  }

  /** UTF-8 whatever the locale, and buffered, since results can be long. */
  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }
}
