package io.ridgeline.statistics;

/** What a comparison with the baseline says, in words. */
public enum Verdict {
  /** Better, and the adjusted p-value is below the level. */
  HELPS("helps"),
  /** Worse, and the adjusted p-value is below the level. */
  HARMS("harms"),
  /** The whole interval lies inside the region of practical equivalence. */
  PRACTICALLY_EQUAL("practically equal"),
  /** Neither; says nothing about there being no effect. */
  NO_EVIDENCE("no evidence");

  private final String words;

  Verdict(String words) {
    this.words = words;
  }

  /** The verdict in words, as it stands in reports and {@code results.json}. */
  public String words() {
    return words;
  }
}
