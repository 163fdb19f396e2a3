package io.ridgeline.app.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The known word that a mistyped one probably meant. */
final class Nearest {
  private Nearest() {}

  /** The word fewest edits away, if at most half of it would have to change. */
  static Optional<String> of(String typed, Collection<String> known) {
    return known.stream()
        .min(Comparator.comparingInt(word -> distance(typed, word)))
        .filter(word -> 2 * distance(typed, word) <= word.replaceFirst("^-+", "").length());
  }

  /** {@code unknown KIND 'TYPED'; did you mean 'WORD'? known: ...}. */
  static String unknown(String kind, String typed, Collection<String> known) {
    return "unknown "
        + kind
        + " '"
        + typed
        + "'; "
        + of(typed, known).map(word -> "did you mean '" + word + "'? ").orElse("")
        + "known: "
        + String.join(", ", known);
  }

  /** Levenshtein's edit distance. */
  static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
