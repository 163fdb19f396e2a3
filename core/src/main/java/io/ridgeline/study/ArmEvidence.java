package io.ridgeline.study;

import org.jspecify.annotations.Nullable;

/**
 * What else the trials of an arm show.
 *
 * @param arm its name
 * @param convergence how fast it is
 * @param starts how much depends on the start
 * @param gapChange how much overfitting is left; null for the baseline itself
 */
public record ArmEvidence(
    String arm, Convergence convergence, Starts starts, @Nullable GapChange gapChange) {}
