package io.ridgeline.bench;

import io.ridgeline.describe.Streams;
import io.ridgeline.metric.ClassificationMetric;
import io.ridgeline.metric.ClassificationMetrics;
import io.ridgeline.metric.Scores;
import io.ridgeline.statistics.PairedComparison;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Arms over repeated folds of one cohort, each a model that is really trained on the training part
 * and tested on the rest, so that folds are as dependent as those of real studies.
 *
 * <p>Patient i, every second one of class 1, has {@value #SHARED} features that all arms see and
 * {@code own} for each arm, standard normal around ±μ/2. A model scores w·x, w being the difference
 * of the class means of its features over the training part (the nearest mean, Fisher's rule for
 * equal variances), and every seed adds normal noise of {@code seedDeviation} to each weight. All
 * blocks are alike, so that arms are truly equal over cohorts; on one cohort the block that happens
 * to separate it better wins on most folds, which is what makes folds agree. The effect moves the
 * means of the first arm's own features.
 *
 * @param patients in the cohort
 * @param folds K
 * @param repeats of the folds
 * @param seeds on each split
 * @param own features of each arm
 * @param seedDeviation of each weight
 */
record RepeatedFolds(int patients, int folds, int repeats, int seeds, int own, double seedDeviation)
    implements SimulatedDesign {
  private static final int SHARED = 6;

  private static final ClassificationMetric AUROC = ClassificationMetrics.metric("auroc");

  /** Distance of the class means in each feature. */
  private static final double DISTANCE = 0.3;

  @Override
  public String words() {
    return folds
        + " folds × "
        + repeats
        + ": "
        + patients
        + " patients, "
        + seeds
        + (seeds == 1 ? " seed, " : " seeds, ")
        + own
        + " of "
        + (SHARED + own)
        + " features an arm's own";
  }

  @Override
  public PairedComparison[] study(long seed, double effect, int arms) {
    RandomGenerator random = Streams.random(Streams.seed(seed, "folds"));
    int[] labels = IntStream.range(0, patients).map(i -> i % 2).toArray();
    double[][] x = new double[patients][];
    for (int i = 0; i < patients; i++) {
      x[i] = OneTestPart.gaussians(random, SHARED + own * (arms + 1));
      for (int f = 0; f < x[i].length; f++) {
        boolean moved = f >= SHARED + own && f < SHARED + 2 * own;
        x[i][f] += (labels[i] - 0.5) * (DISTANCE + (moved ? effect : 0));
      }
    }
    double[][][] values = new double[arms + 1][folds * repeats][seeds];
    for (int j = 0; j < folds * repeats; j++) {
      if (j % folds == 0) {
        shuffle(x, random);
      }
      split(labels, x, j, values, random);
    }
    return IntStream.rangeClosed(1, arms)
        .mapToObj(arm -> PairedComparison.overSplits(values[arm], values[0], 1.0 / (folds - 1)))
        .toArray(PairedComparison[]::new);
  }

  /** Patients change places within their class, so that folds are cut from an order. */
  private void shuffle(double[][] x, RandomGenerator random) {
    for (int i = patients - 1; i > 1; i--) {
      // the places of i's class up to i are i mod 2, and every second one from there
      int other = i % 2 + 2 * random.nextInt(i / 2 + 1);
      double[] swap = x[i];
      x[i] = x[other];
      x[other] = swap;
    }
  }

  private void split(
      int[] labels, double[][] x, int split, double[][][] values, RandomGenerator random) {
    int fold = split % folds;
    double[] means = new double[x[0].length];
    int[] test = IntStream.range(0, patients).filter(i -> i / 2 % folds == fold).toArray();
    for (int i = 0; i < patients; i++) {
      if (i / 2 % folds != fold) {
        for (int f = 0; f < means.length; f++) {
          means[f] += (labels[i] == 1 ? 2.0 : -2.0) / (patients - test.length) * x[i][f];
        }
      }
    }
    for (int arm = 0; arm < values.length; arm++) {
      for (int s = 0; s < seeds; s++) {
        values[arm][split][s] = auroc(labels, x, test, means, arm, random);
      }
    }
  }

  private double auroc(
      int[] labels, double[][] x, int[] test, double[] means, int arm, RandomGenerator random) {
    double[] logits = new double[test.length];
    for (int f = 0; f < SHARED + own; f++) {
      int column = f < SHARED ? f : f + own * arm;
      double weight = means[column] + seedDeviation * random.nextGaussian();
      for (int i = 0; i < test.length; i++) {
        logits[i] += weight * x[test[i]][column];
      }
    }
    double[][] scores = new double[test.length][];
    for (int i = 0; i < test.length; i++) {
      double p = 1 / (1 + Math.exp(-logits[i]));
      scores[i] = new double[] {1 - p, p};
    }
    Scores on = new Scores(IntStream.of(test).map(i -> labels[i]).toArray(), scores);
    return AUROC.of(on, on.once());
  }
}
