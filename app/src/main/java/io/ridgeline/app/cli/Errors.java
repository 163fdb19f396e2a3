package io.ridgeline.app.cli;

import io.ridgeline.RidgelineException;
import io.ridgeline.describe.Suggestion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What a person reads when a command cannot do its work: never a stack trace. */
public final class Errors {
  private Errors() {}

  /** Says what is wrong with the arguments, what was probably meant, and where help is. */
  public static int usage(ParameterException e, Console console) {
    CommandSpec command = e.getCommandLine().getCommandSpec();
    console.say(
        e instanceof UnmatchedArgumentException unmatched
            ? unmatched(unmatched.getUnmatched().get(0), command)
            : Objects.requireNonNullElse(e.getMessage(), "the arguments cannot be read"));
    console.say("see '" + command.qualifiedName() + " --help'");
    return ExitCode.USAGE;
  }

  private static String unmatched(String word, CommandSpec command) {
    boolean option = word.startsWith("-");
    String kind = option ? "option" : command.subcommands().isEmpty() ? "argument" : "command";
    Collection<String> known =
        option
            ? command.options().stream().flatMap(o -> List.of(o.names()).stream()).toList()
            : command.subcommands().keySet();
    return "unknown "
        + kind
        + " '"
        + word
        + "'"
        + Suggestion.nearest(word, known).map(w -> "; did you mean '" + w + "'?").orElse("");
  }

  /** Says what a command threw and gives its exit status. */
  public static int thrown(Throwable thrown, boolean debug, Console console) {
    int code = ExitCode.of(thrown);
    if (thrown instanceof RidgelineException) {
      console.say(String.valueOf(thrown.getMessage()));
    } else if (thrown instanceof IOException || thrown instanceof UncheckedIOException) {
      console.say("cannot read or write: " + thrown.getMessage());
    } else if (code == ExitCode.NO_ROOM) {
      console.say("out of memory; give Java more (-Xmx), use smaller images or a smaller batch");
    } else if (code == ExitCode.INTERRUPTED) {
      console.say("interrupted");
    } else {
      console.say("internal error: " + thrown + (debug ? "" : "; add --debug for its trace"));
    }
    if (debug) {
      thrown.printStackTrace(console.err());
    }
    return code;
  }
}
