package io.ridgeline.tune;

import io.ridgeline.describe.Streams;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A tree-structured Parzen estimator: of points drawn where good ones lie, the one with the highest
 * ratio l(x) / g(x) of the density of good points to that of the others.
 *
 * <p>A density is a mixture of one uniform part and one product of normals, cut to the unit cube,
 * around each point. Until there are enough points, and once in a while after, a Halton point is
 * proposed, so that no region is given up for good (Bergstra et al. 2011, NIPS 24; kernels over all
 * coordinates at once: Falkner et al. 2018, ICML).
 */
final class Tpe implements Sampler {
  private static final double GOOD = 0.25;
  private static final int DRAWS = 64;
  private static final int EXPLORES_EVERY = 5;
  private static final double NARROWEST = 0.03;

  private final Halton first;
  private final int startup;
  private final long seed;

  /**
   * Proposals of so many coordinates.
   *
   * @param startup how many Halton points come first
   */
  Tpe(int dimensions, int startup, long seed) {
    this.first = new Halton(dimensions, seed);
    this.startup = startup;
    this.seed = seed;
  }

  @Override
  public boolean learns() {
    return true;
  }

  @Override
  public double[] propose(int index, List<Seen> seen) {
    if (seen.size() < startup || index % EXPLORES_EVERY == EXPLORES_EVERY - 1) {
      return first.propose(index, List.of());
    }
    List<Seen> best = new ArrayList<>(seen);
    best.sort(Comparator.comparingDouble((Seen s) -> goodness(s)).reversed());
    int good = Math.max(1, (int) Math.ceil(GOOD * best.size()));
    int dimensions = best.get(0).shares().length;
    Density near = new Density(best.subList(0, good), dimensions);
    Density far = new Density(best.subList(good, best.size()), dimensions);
    RandomGenerator random = Streams.random(Streams.seed(seed, "tpe", index));
    double[] chosen = near.draw(random);
    double highest = near.at(chosen) / far.at(chosen);
    for (int i = 1; i < DRAWS; i++) {
      double[] point = near.draw(random);
      double ratio = near.at(point) / far.at(point);
      if (ratio > highest) {
        highest = ratio;
        chosen = point;
      }
    }
    return chosen;
  }

  private static double goodness(Seen seen) {
    return Double.isNaN(seen.value()) ? Double.NEGATIVE_INFINITY : seen.value();
  }

  /** A Parzen density on the unit cube. */
  private static final class Density {
    private final List<Seen> points;
    private final double[] widths;

    /**
     * Scott's rule on the points' own spread in each coordinate, so that one that does not matter
     * stays wide; beside the points stands one pseudo-point spread over the whole cube.
     */
    Density(List<Seen> points, int dimensions) {
      this.points = points;
      this.widths = new double[dimensions];
      double factor = Math.pow(Math.max(1, points.size()), -1.0 / (dimensions + 4));
      for (int d = 0; d < dimensions; d++) {
        double mean = 0;
        for (Seen point : points) {
          mean += point.shares()[d] / points.size();
        }
        double squares = 1.0 / 12;
        for (Seen point : points) {
          squares += Math.pow(point.shares()[d] - mean, 2);
        }
        double spread = Math.sqrt(squares / Math.max(1, points.size()));
        widths[d] = Math.max(NARROWEST, factor * spread);
      }
    }

    double at(double[] x) {
      double sum = 1;
      for (Seen point : points) {
        double product = 1;
        for (int d = 0; d < x.length; d++) {
          double centre = point.shares()[d];
          double z = (x[d] - centre) / widths[d];
          double inside = normal((1 - centre) / widths[d]) - normal(-centre / widths[d]);
          product *= Math.exp(-z * z / 2) / (Math.sqrt(2 * Math.PI) * widths[d] * inside);
        }
        sum += product;
      }
      return sum / (points.size() + 1);
    }

    double[] draw(RandomGenerator random) {
      int part = random.nextInt(points.size() + 1);
      double[] centre = part < points.size() ? points.get(part).shares() : new double[0];
      double[] x = new double[widths.length];
      for (int d = 0; d < x.length; d++) {
        if (centre.length == 0) {
          x[d] = random.nextDouble();
        } else {
          do {
            x[d] = centre[d] + widths[d] * random.nextGaussian();
          } while (x[d] < 0 || x[d] >= 1);
        }
      }
      return x;
    }

    /** Φ to 1.5e-7 (Abramowitz and Stegun 1964, 7.1.26). */
    private static double normal(double z) {
      double t = 1 / (1 + 0.3275911 * Math.abs(z) / Math.sqrt(2));
      double tail =
          t
              * (0.254829592
                  + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
              * Math.exp(-z * z / 2)
              / 2;
      return z > 0 ? 1 - tail : tail;
    }
  }
}
