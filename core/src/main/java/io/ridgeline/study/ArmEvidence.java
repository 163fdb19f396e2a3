package io.ridgeline.study;

import org.jspecify.annotations.Nullable;

/**
 * What else the trials of an arm show.
 *
 * @param arm its name
 * @param convergence how fast it is
 * @param starts how much depends on the start
 * @param gapChange how much overfitting is left; null for the baseline itself
 * @param calibration whether its probabilities mean what they say; null unless it classifies
 * @param conformal how large its sets of classes are that hold the true one; likewise
 */
public record ArmEvidence(
    String arm,
    Convergence convergence,
    Starts starts,
    @Nullable GapChange gapChange,
    @Nullable Calibration calibration,
    @Nullable Conformal conformal) {}
