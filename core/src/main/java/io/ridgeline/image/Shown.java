package io.ridgeline.image;

import java.nio.file.Path;
import java.util.Locale;

/** Text from outside, made fit to stand in a message. */
public final class Shown {
  private Shown() {}

  /** The path with control characters, direction marks and broken characters escaped. */
  public static String path(Path path) {
    return text(path.toString());
  }

  /** What an exception says, or its kind if it says nothing. */
  public static String reason(Exception e) {
    String message = e.getMessage();
    return text(message == null ? e.getClass().getSimpleName() : message);
  }

  /** The text with control characters, direction marks and broken characters escaped. */
  public static String text(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              switch (Character.getType(c)) {
                case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    shown.append(String.format(Locale.ROOT, "\\u%04x", c));
                default -> shown.appendCodePoint(c);
              }
            });
    return shown.toString();
  }
}
