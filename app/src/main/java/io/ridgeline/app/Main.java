package io.ridgeline.app;

import io.ridgeline.app.cli.CheckCommand;
import io.ridgeline.app.cli.CompareCommand;
import io.ridgeline.app.cli.CompletionCommand;
import io.ridgeline.app.cli.Console;
import io.ridgeline.app.cli.DemoCommand;
import io.ridgeline.app.cli.DoctorCommand;
import io.ridgeline.app.cli.Errors;
import io.ridgeline.app.cli.ImageCommand;
import io.ridgeline.app.cli.ModelCardCommand;
import io.ridgeline.app.cli.ModelCommand;
import io.ridgeline.app.cli.ModelVerifyCommand;
import io.ridgeline.app.cli.PathCommand;
import io.ridgeline.app.cli.PredictCommand;
import io.ridgeline.app.cli.RegularizersCommand;
import io.ridgeline.app.cli.ReportCommand;
import io.ridgeline.app.cli.RidgelineCommand;
import io.ridgeline.app.cli.StudyCommand;
import io.ridgeline.app.cli.StudyPlanCommand;
import io.ridgeline.app.cli.StudyProbeCommand;
import io.ridgeline.app.cli.StudyRunCommand;
import io.ridgeline.app.cli.StudySchemaCommand;
import io.ridgeline.app.cli.StudyStatusCommand;
import io.ridgeline.app.cli.SuiteCommand;
import io.ridgeline.app.cli.TrainCommand;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
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
    // The script that starts us can ask; Java cannot tell a terminal from a file.
    int code = run(args, new Console(out, err, Boolean.getBoolean("ridgeline.terminal")));
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
            .addSubcommand(new DemoCommand(console))
            .addSubcommand(new RegularizersCommand(console))
            .addSubcommand(new CheckCommand(console))
            .addSubcommand(new ImageCommand(console))
            .addSubcommand(
                new CommandLine(new StudyCommand())
                    .addSubcommand(new StudyRunCommand(console))
                    .addSubcommand(new StudyPlanCommand(console))
                    .addSubcommand(new StudyStatusCommand(console))
                    .addSubcommand(new StudyProbeCommand(console))
                    .addSubcommand(new StudySchemaCommand(console)))
            .addSubcommand(new ReportCommand(console))
            .addSubcommand(new CompareCommand(console))
            .addSubcommand(new SuiteCommand(console))
            .addSubcommand(new TrainCommand(console))
            .addSubcommand(new PredictCommand(console))
            .addSubcommand(
                new CommandLine(new ModelCommand())
                    .addSubcommand(new ModelVerifyCommand(console))
                    .addSubcommand(new ModelCardCommand(console)))
            .addSubcommand(new PathCommand(console))
            .addSubcommand(new DoctorCommand(console))
            .addSubcommand(new CompletionCommand(console));
    commands
        .setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8))
        // Nothing is coloured, so that NO_COLOR and files are right by construction.
        .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
        .setParameterExceptionHandler((e, given) -> Errors.usage(e, console))
        .setExecutionExceptionHandler(
            (e, at, parsed) -> Errors.thrown(e, program.debug(), console));
    return commands;
  }

  /** UTF-8 whatever the locale. */
  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }
}
