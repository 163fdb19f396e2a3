package io.ridgeline.tune;

import java.util.List;

/** Proposes points of the unit cube, always the same ones for the same points seen. */
interface Sampler {
  /**
   * A point that was tried.
   *
   * @param shares its coordinates
   * @param value what came of it, higher is better; NaN if nothing
   */
  record Seen(double[] shares, double value) {}

  /** Whether a proposal depends on what came of those before. */
  boolean learns();

  /**
   * The next point.
   *
   * @param index how many were proposed before, whether or not they could be tried
   * @param seen those tried; empty if this sampler does not learn
   * @return a coordinate in [0, 1) for each dimension
   */
  double[] propose(int index, List<Seen> seen);
}
