package io.ridgeline;

/** A study file, setting or hyper-parameter that cannot be used; names file, line and column. */
public final class StudyFileException extends RidgelineException {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final int line;
  private final int column;

  /** A problem whose place is not known (a setting made in code or on the command line). */
  public StudyFileException(String message) {
    super(message, null);
    this.file = "";
    this.line = 0;
    this.column = 0;
  }

  /** A problem at {@code file:line:column}, counted from 1. */
  public StudyFileException(String file, int line, int column, String message) {
    super(file + ":" + line + ":" + column + ": " + message, null);
    this.file = file;
    this.line = line;
    this.column = column;
  }

  /** The file, or an empty string. */
  public String file() {
    return file;
  }

  /** The line from 1, or 0 if unknown. */
  public int line() {
    return line;
  }

  /** The column from 1, or 0 if unknown. */
  public int column() {
    return column;
  }
}
