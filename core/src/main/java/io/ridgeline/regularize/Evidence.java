package io.ridgeline.regularize;

import io.ridgeline.engine.Tensor;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What each method of a run was seen to do: one line a method. */
final class Evidence {
  private final Map<String, String> lines = new LinkedHashMap<>();
  private final Map<String, int[]> counts = new LinkedHashMap<>();

  boolean seen(String method) {
    return lines.containsKey(method);
  }

  void say(String method, String format, Object... values) {
    lines.put(method, String.format(Locale.ROOT, format, values));
  }

  /** Counts a step in which the method did or did not change anything. */
  void count(String method, boolean acted) {
    int[] n = counts.computeIfAbsent(method, name -> new int[2]);
    n[0] += acted ? 1 : 0;
    n[1]++;
    say(method, "acted in %,d of %,d steps", n[0], n[1]);
  }

  /** Mean absolute difference. */
  static double change(Tensor before, Tensor after) {
    return after.minus(before).abs().mean().item();
  }

  Map<String, String> lines() {
    return lines;
  }
}
