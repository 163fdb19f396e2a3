package io.ridgeline.metric;

import java.util.Arrays;

/**
 * The net benefit of acting where the probability of class 1 is at least p_t, TP/n − FP/n · p_t/(1
 * − p_t), over threshold probabilities p_t: a false positive counts as much as the odds at which
 * one would act (Vickers and Elkin 2006, Med. Decis. Making 26).
 *
 * @param model net benefit of the model, one a threshold
 * @param all net benefit of acting on everyone; that of acting on no one is 0
 */
public record DecisionCurve(double[] model, double[] all) {
  /**
   * The curve of examples of two classes.
   *
   * @param probabilities {@code [example][class]}
   * @param thresholds above 0 and below 1
   */
  public static DecisionCurve of(int[] labels, double[][] probabilities, double[] thresholds) {
    double n = labels.length;
    double positives = Arrays.stream(labels).sum();
    double[] model = new double[thresholds.length];
    double[] all = new double[thresholds.length];
    for (int t = 0; t < thresholds.length; t++) {
      int truePositives = 0;
      int falsePositives = 0;
      for (int i = 0; i < labels.length; i++) {
        if (probabilities[i][1] >= thresholds[t]) {
          truePositives += labels[i];
          falsePositives += 1 - labels[i];
        }
      }
      double odds = thresholds[t] / (1 - thresholds[t]);
      model[t] = (truePositives - falsePositives * odds) / n;
      all[t] = (positives - (n - positives) * odds) / n;
    }
    return new DecisionCurve(model, all);
  }
}
