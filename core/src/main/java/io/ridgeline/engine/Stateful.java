package io.ridgeline.engine;

/** Something whose state can be saved and brought back, so that a training can be resumed. */
public interface Stateful {
  /**
   * Tells all that it remembers, always in the same order; whatever else it holds must follow from
   * how it was made.
   */
  void tell(State state);
}
