package io.ridgeline.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.ridgeline.trial.TrialJson;
import java.io.PrintStream;

/**
 * Where a command prints.
 *
 * @param out results only
 * @param err everything else
 * @param live whether {@code err} is a terminal on which a line can be written again
 */
public record Console(PrintStream out, PrintStream err, boolean live) {
  /** A message for the person, marked as ours. */
  public void say(String message) {
    err.println("ridgeline: " + message);
  }

  /** A result as indented JSON. */
  public void json(Object value) {
    try {
      out.println(TrialJson.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
