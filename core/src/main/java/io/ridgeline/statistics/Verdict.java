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

  /** An adjusted p-value below this is a finding. */
  public static final double LEVEL = 0.05;

  private final String words;

  Verdict(String words) {
    this.words = words;
  }

  /**
   * What a comparison says: {@link #HELPS} or {@link #HARMS} by the sign of the difference if the
   * adjusted p-value is below 0.05; else {@link #PRACTICALLY_EQUAL} if the whole interval lies
   * within the region of practical equivalence; else {@link #NO_EVIDENCE}, also where the
   * comparison could not be made, or is of two single trainings on one split, which differ whatever
   * their arms.
   *
   * @param adjusted the p-value after Holm's adjustment
   * @param higherIsBetter of the metric
   * @param rope half the width of that region
   */
  public static Verdict of(
      PairedComparison comparison, double adjusted, boolean higherIsBetter, double rope) {
    if (!comparison.ofArms()) {
      return NO_EVIDENCE;
    }
    if (adjusted < LEVEL) {
      return comparison.mean() > 0 == higherIsBetter ? HELPS : HARMS;
    }
    return comparison.low() > -rope && comparison.high() < rope ? PRACTICALLY_EQUAL : NO_EVIDENCE;
  }

  /** The verdict in words, as it stands in reports and {@code results.json}. */
  public String words() {
    return words;
  }
}
