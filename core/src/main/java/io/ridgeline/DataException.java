package io.ridgeline;

import java.util.List;

/** A data set that cannot be used; names every problem found in one pass, with path and row. */
public final class DataException extends RidgelineException {
  private static final long serialVersionUID = 1L;

  private final List<String> problems;

  /** One problem. */
  public DataException(String problem) {
    this(problem, List.of(problem));
  }

  /** One problem with its cause. */
  public DataException(String problem, Throwable cause) {
    super(problem, cause);
    this.problems = List.of(problem);
  }

  /** Several problems under one heading; the message lists the first twenty. */
  public DataException(String heading, List<String> problems) {
    super(text(heading, problems), null);
    this.problems = List.copyOf(problems);
  }

  /** Every problem, in the order found. */
  public List<String> problems() {
    return problems;
  }

  private static String text(String heading, List<String> problems) {
    if (problems.size() == 1 && problems.get(0).equals(heading)) {
      return heading;
    }
    StringBuilder b = new StringBuilder(heading);
    problems.stream().limit(20).forEach(p -> b.append("\n  ").append(p));
    if (problems.size() > 20) {
      b.append("\n  ... and ").append(problems.size() - 20).append(" more");
    }
    return b.toString();
  }
}
