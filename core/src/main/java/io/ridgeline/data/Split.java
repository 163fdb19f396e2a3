package io.ridgeline.data;

/**
 * One division of a cohort into train, validation and test, as indexes into its examples.
 *
 * @param name {@code official}, {@code holdout}, or {@code repeat1-fold3} (counted from 1)
 * @param train fits the weights
 * @param validation chooses
 * @param test is touched once
 */
public record Split(String name, int[] train, int[] validation, int[] test) {}
