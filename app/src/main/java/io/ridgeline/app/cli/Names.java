package io.ridgeline.app.cli;

import java.util.Locale;

/** File names made from names that people chose. */
final class Names {
  private Names() {}

  /** The name in lower case with everything but letters, digits and dots as hyphens. */
  static String file(String name) {
    String plain =
        name.toLowerCase(Locale.ROOT)
            .replaceAll("[^\\p{L}\\p{N}.]+", "-")
            .replaceAll("^[-.]+|-+$", "");
    return plain.isEmpty() ? "study" : plain;
  }
}
