package io.ridgeline.linear;

import io.ridgeline.DataException;
import io.ridgeline.describe.Streams;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The criterion at every λ by K-fold cross-validation over patients, and the two λ that it speaks
 * for: the best one (λ.min), and the largest whose mean is within one standard error of the best
 * (λ.1se; Hastie, Tibshirani and Friedman 2009, section 7.10).
 *
 * <p>The grid is that of all rows; everything measured on data (medians, scales, weights) is
 * measured on the training rows of each fold. Folds count by the sum of their weights: m = Σ wₖmₖ/Σ
 * wₖ, and its standard error is √(Σ wₖ(mₖ − m)²/Σ wₖ / (K − 1)).
 *
 * @param fitted on all rows
 * @param gammas the shares of the penalized fit
 * @param mean m by share and λ; NaN where it is not defined in every fold
 * @param error its standard error
 */
public record CrossValidation(
    FittedPath fitted,
    double[] gammas,
    double[][] mean,
    double[][] error,
    Choice best,
    Choice oneStandardError) {
  /**
   * Cross-validates.
   *
   * @param seed of the stream that deals the rows
   * @throws DataException if the rows cannot be dealt, or the criterion is defined at no λ
   */
  public static CrossValidation of(Sample sample, Recipe recipe, long seed) {
    return over(sample, recipe, sample.folds(recipe.folds(), Streams.seed(seed, "folds")));
  }

  /** Cross-validates over given folds. */
  static CrossValidation over(Sample sample, Recipe recipe, List<int[]> folds) {
    FittedPath fitted = FittedPath.of(sample, recipe);
    double[] lambdas = fitted.path().lambdas();
    double[] weights = sample.response().weights(recipe.balance());
    double[] foldWeights =
        folds.stream()
            .mapToDouble(f -> Arrays.stream(f).mapToDouble(i -> weights[i]).sum())
            .toArray();
    List<double[][]> values =
        folds.parallelStream().map(held -> held(sample, recipe, held, lambdas)).toList();
    double[] gammas = recipe.gammas();
    double[][] mean = new double[gammas.length][lambdas.length];
    double[][] error = new double[gammas.length][lambdas.length];
    for (int g = 0; g < gammas.length; g++) {
      for (int l = 0; l < lambdas.length; l++) {
        int at = g;
        int lambda = l;
        double[] each = values.stream().mapToDouble(v -> v[at][lambda]).toArray();
        mean[g][l] = mean(each, foldWeights);
        double middle = mean[g][l];
        double[] squares = Arrays.stream(each).map(v -> (v - middle) * (v - middle)).toArray();
        error[g][l] = Math.sqrt(mean(squares, foldWeights) / (each.length - 1));
      }
    }
    double sign = recipe.criterion().higherIsBetter() ? -1 : 1;
    List<Choice> choices =
        IntStream.range(0, gammas.length)
            .boxed()
            .flatMap(
                g ->
                    IntStream.range(0, lambdas.length)
                        .filter(l -> !Double.isNaN(mean[g][l]))
                        .mapToObj(
                            l -> new Choice(l, lambdas[l], gammas[g], mean[g][l], error[g][l])))
            .toList();
    Choice best =
        choices.stream()
            .min((a, b) -> Double.compare(sign * a.mean(), sign * b.mean()))
            .map(c -> simplest(choices.stream().filter(o -> o.mean() == c.mean())))
            .orElseThrow(
                () ->
                    new DataException(
                        recipe.criterion().name() + " is undefined in some fold at every lambda"));
    double within = sign * best.mean() + best.error();
    Choice oneStandardError = simplest(choices.stream().filter(c -> sign * c.mean() <= within));
    return new CrossValidation(fitted, gammas, mean, error, best, oneStandardError);
  }

  /** The coefficients of one of its choices. */
  public Coefficients coefficients(Choice choice) {
    Coefficients chosen = fitted.path().coefficients(choice.index(), choice.gamma());
    // A choice may have a relaxed fit in every fold, and none over all rows.
    return chosen == null ? fitted.path().penalized().get(choice.index()) : chosen;
  }

  /** The largest λ, and at equal λ the largest share of the penalized fit. */
  private static Choice simplest(Stream<Choice> choices) {
    return choices
        .max(
            (a, b) ->
                a.index() != b.index()
                    ? Integer.compare(b.index(), a.index())
                    : Double.compare(a.gamma(), b.gamma()))
        .orElseThrow();
  }

  /** The criterion on held-out rows by share and λ. */
  private static double[][] held(Sample sample, Recipe recipe, int[] held, double[] lambdas) {
    int[] rest = sample.without(held);
    Sample train = sample.of(rest);
    Sample test = sample.of(held);
    FittedPath fitted = FittedPath.at(lambdas, train, recipe);
    double[][] columns = fitted.columns(test);
    double[] weights = weights(train.response(), test.response(), recipe.balance());
    double[] gammas = recipe.gammas();
    double[][] values = new double[gammas.length][lambdas.length];
    for (int g = 0; g < gammas.length; g++) {
      for (int l = 0; l < lambdas.length; l++) {
        Coefficients model = fitted.path().coefficients(l, gammas[g]);
        values[g][l] =
            model == null
                ? Double.NaN
                : recipe
                    .criterion()
                    .of(test.response(), weights, model.predictors(columns, test.rows()));
      }
    }
    return values;
  }

  /** The weights that the classes of the training rows have, for other rows. */
  private static double[] weights(Response train, Response test, boolean balance) {
    double[] weights = new double[test.values().length];
    Arrays.fill(weights, 1);
    int[] counts = train.counts();
    for (int i = 0; i < weights.length && balance && counts.length > 0; i++) {
      weights[i] =
          (double) train.values().length / (counts.length * counts[(int) test.values()[i]]);
    }
    return weights;
  }

  private static double mean(double[] values, double[] weights) {
    return Vectors.dot(values, weights) / Vectors.sum(weights);
  }
}
