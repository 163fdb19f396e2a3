package io.ridgeline.statistics;

import io.ridgeline.metric.ClassificationMetric;
import io.ridgeline.metric.Resampled;
import io.ridgeline.metric.Scores;
import java.util.List;

/**
 * The probabilities of one classifier. They are sorted when they are measured and not kept so: a
 * study of many arms would hold every ranking at once.
 */
record ResampledScores(int[] labels, double[][] probabilities, List<ClassificationMetric> metrics)
    implements Resampled {
  @Override
  public double[][] on(int[][] resamples) {
    Scores scores = new Scores(labels, probabilities);
    double[][] values = new double[metrics.size()][resamples.length];
    for (int m = 0; m < values.length; m++) {
      for (int b = 0; b < resamples.length; b++) {
        values[m][b] = metrics.get(m).of(scores, resamples[b]);
      }
    }
    return values;
  }
}
