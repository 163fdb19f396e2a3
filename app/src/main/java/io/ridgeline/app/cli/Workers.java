package io.ridgeline.app.cli;

/** How many trials run at a time. */
final class Workers {
  /** As many as the cores allow. */
  static final int DEFAULT = 0;

  private Workers() {}

  static int of(int wanted, int threadsOfATrial) {
    return wanted == DEFAULT
        ? Math.max(1, Runtime.getRuntime().availableProcessors() / threadsOfATrial)
        : wanted;
  }
}
