package io.ridgeline.describe;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The known name that a misspelt one was probably meant to be. */
public final class Suggestion {
  private Suggestion() {}

  /** {@code unknown KIND 'NAME'; did you mean 'X'? known: ...}. */
  public static String unknown(String kind, String name, Collection<String> known) {
    String list = known.isEmpty() ? "there are none" : "known: " + String.join(", ", known);
    return nearest(name, known)
        .map(k -> "unknown " + kind + " '" + name + "'; did you mean '" + k + "'? " + list)
        .orElse("unknown " + kind + " '" + name + "'; " + list);
  }

  /** The known name that is a third of its letters away at most, if there is one. */
  public static Optional<String> nearest(String name, Collection<String> known) {
    return known.stream()
        .min(Comparator.comparingInt(k -> distance(plain(name), plain(k))))
        .filter(k -> distance(plain(name), plain(k)) <= Math.max(1, plain(k).length() / 3));
  }

  /** {@code weight_decay}, {@code weightDecay} and {@code weight-decay} are one word misspelt. */
  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
  }

  /** Levenshtein's distance, in which a swap of neighbours counts as one (restricted Damerau). */
  private static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(d[i - 1][j - 1] + same, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
