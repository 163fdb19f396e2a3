package io.ridgeline.regularize;

import io.ridgeline.engine.Tensor;
import io.ridgeline.model.Pass;
import io.ridgeline.trial.Predictions;
import java.util.function.IntFunction;

/** Changes how a fitted model predicts. */
public non-sealed interface PredictionTransform extends Regularizer {
  /**
   * The transform, fitted where it has something to fit.
   *
   * @param validation what the model predicts for the validation part without this method, an
   *     example being an image, or a pixel in segmentation
   */
  default PredictionTransform fit(Predictions validation) {
    return this;
  }

  /**
   * Class probabilities, one row an image. An image's row does not depend on the other images.
   *
   * @param images {@code [N, C, H, W]}, normalized
   * @param inner the prediction without this method
   * @param pass the way through the model that {@code inner} is to take
   * @param noisy passes with the noise of the arm's other methods, by a number from 1: the same
   *     number is the same noise for every image
   */
  double[][] predict(Tensor images, Pass pass, Scorer inner, IntFunction<Pass> noisy);

  /**
   * Class probabilities of every pixel, {@code [N, K, H, W]} or {@code [N, K, D, H, W]}; otherwise
   * as {@link #predict}. Every method defined for segmentation has it.
   *
   * @param images {@code [N, C, H, W]} or {@code [N, C, D, H, W]}, normalized
   */
  default Tensor predictMaps(Tensor images, Pass pass, MapScorer inner, IntFunction<Pass> noisy) {
    throw new UnsupportedOperationException(name() + " is not defined for segmentation");
  }

  /**
   * What is seen at every place, {@code [N, A, K + 7]}; otherwise as {@link #predict}. Every method
   * defined for detection has it.
   *
   * @param images {@code [N, C, H, W]}, normalized
   */
  default Tensor predictPlaces(
      Tensor images, Pass pass, PlaceScorer inner, IntFunction<Pass> noisy) {
    throw new UnsupportedOperationException(name() + " is not defined for detection");
  }
}
