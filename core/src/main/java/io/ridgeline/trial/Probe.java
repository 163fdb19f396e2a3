package io.ridgeline.trial;

import java.util.List;
import java.util.Map;

/**
 * What was found of the kept model of a trial after it had ended.
 *
 * @param trial which one
 * @param corrupted by kind of corruption, the deciding metric on the corrupted test part by rising
 *     severity
 * @param sharpness how its training loss rises around its weights
 */
public record Probe(TrialKey trial, Map<String, List<Double>> corrupted, Sharpness sharpness) {

  /**
   * How much the training loss rises when every kernel is moved a little: the flatter, the less.
   *
   * @param loss at the weights themselves
   * @param random mean rise over random directions, each kernel moved by 5 % of its norm
   * @param aligned rise along the gradient, the kernels moved by .5 % of their norm
   */
  public record Sharpness(double loss, double random, double aligned) {}
}
