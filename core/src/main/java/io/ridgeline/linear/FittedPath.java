package io.ridgeline.linear;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A path with what it needs to predict rows that have missing values.
 *
 * @param path over the completed columns
 * @param names of the completed columns
 * @param deviations their standard deviations over the rows, with the divisor n
 * @param imputation what completes columns
 */
public record FittedPath(
    RegularizationPath path, List<String> names, double[] deviations, Imputation imputation) {
  /** Fits on every row; the grid of λ is the path's own. */
  static FittedPath of(Sample sample, Recipe recipe) {
    return fit(sample, recipe, null);
  }

  /** Fits on every row at given λ. */
  static FittedPath at(double[] lambdas, Sample sample, Recipe recipe) {
    return fit(sample, recipe, lambdas);
  }

  private static FittedPath fit(Sample sample, Recipe recipe, double @Nullable [] lambdas) {
    Imputation imputation = Imputation.of(sample.columns(), recipe.indicators());
    double[][] columns = imputation.of(sample.columns());
    double[] weights = sample.response().weights(recipe.balance());
    RegularizationPath path =
        lambdas == null
            ? RegularizationPath.of(
                columns, sample.response(), weights, recipe.penalty(), recipe.relaxed())
            : RegularizationPath.at(
                lambdas, columns, sample.response(), weights, recipe.penalty(), recipe.relaxed());
    double[] deviations = Arrays.stream(columns).mapToDouble(FittedPath::deviation).toArray();
    return new FittedPath(path, imputation.names(sample.features()), deviations, imputation);
  }

  private static double deviation(double[] column) {
    double mean = Vectors.sum(column) / column.length;
    return Math.sqrt(Arrays.stream(column).map(v -> (v - mean) * (v - mean)).sum() / column.length);
  }

  /** The completed columns of other rows. */
  double[][] columns(Sample sample) {
    return imputation.of(sample.columns());
  }
}
