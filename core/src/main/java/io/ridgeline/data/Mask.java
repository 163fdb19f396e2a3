package io.ridgeline.data;

/**
 * One class a pixel.
 *
 * @param labels indexes into the cohort's class names, D·H·W of the image as decoded, row-major; 0
 *     is the background
 * @param stratum index into the cohort's strata
 */
public record Mask(byte[] labels, int stratum) implements Target {}
