package io.ridgeline.data;

/**
 * One class an image.
 *
 * @param index into the cohort's class names
 */
public record ClassLabel(int index) implements Target {}
