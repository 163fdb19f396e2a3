package io.ridgeline.linear;

/**
 * One model of a path.
 *
 * @param index of λ in the grid
 * @param lambda its value
 * @param gamma the share of the penalized fit; 1 unless relaxed
 * @param mean its criterion over the folds
 * @param error the standard error of that mean
 */
public record Choice(int index, double lambda, double gamma, double mean, double error) {}
