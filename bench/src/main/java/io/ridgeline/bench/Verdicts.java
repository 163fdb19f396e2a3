package io.ridgeline.bench;

import io.ridgeline.statistics.Holm;
import io.ridgeline.statistics.PairedComparison;
import io.ridgeline.statistics.Verdict;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Do verdicts tell the truth? Draws studies from known models, lets the code that judges real
 * studies judge them, and prints a line of a table for each design.
 *
 * <p>Arguments: {@code [STUDIES [DRAWS]]}, 2000 studies and 300 draws of the bootstrap unless
 * given. First five arms are truly equal to the baseline: how many studies call one of them
 * helpful, after Holm's adjustment, how many call one different. Then one arm differs by as much as
 * such studies state on average as their smallest detectable difference: how many find it, tested
 * alone.
 */
public final class Verdicts {
  private static final int ARMS = 5;
  private static final double NEGLIGIBLE = 0.01;

  private Verdicts() {}

  /** Prints the table. */
  public static void main(String[] args) {
    int studies = args.length > 0 ? Integer.parseInt(args[0]) : 2000;
    int draws = args.length > 1 ? Integer.parseInt(args[1]) : 300;
    PrintStream out = System.out;
    out.println(
        "| design | a false “helps” | a false finding | difference | stated as detectable | found |");
    out.println("|---|---|---|---|---|---|");
    for (SimulatedDesign design : designs(draws)) {
      out.println(row(design, studies));
    }
  }

  private static List<SimulatedDesign> designs(int draws) {
    return List.of(
        new RepeatedFolds(150, 5, 1, 1, 4, 0.1),
        new RepeatedFolds(150, 5, 2, 2, 4, 0.1),
        new RepeatedFolds(150, 10, 1, 1, 4, 0.1),
        new RepeatedFolds(150, 5, 2, 1, 24, 0.1),
        new RepeatedFolds(400, 5, 2, 2, 4, 0.1),
        new OneTestPart(156, 2, 0.2, draws),
        new OneTestPart(156, 3, 0.2, draws),
        new OneTestPart(156, 5, 0.2, draws),
        new OneTestPart(60, 5, 0.2, draws),
        new OneTestPart(156, 3, 0.5, draws));
  }

  private static String row(SimulatedDesign design, int studies) {
    int helps = 0;
    int found = 0;
    for (int study = 0; study < studies; study++) {
      List<Verdict> verdicts = verdicts(design.study(study, 0, ARMS));
      helps += verdicts.contains(Verdict.HELPS) ? 1 : 0;
      found += verdicts.contains(Verdict.HELPS) || verdicts.contains(Verdict.HARMS) ? 1 : 0;
    }
    double effect = effect(design, studies);
    double[] difference = new double[studies];
    double[] stated = new double[studies];
    int power = 0;
    for (int study = 0; study < studies; study++) {
      PairedComparison c = design.study(study, effect, ARMS)[0];
      difference[study] = c.mean();
      stated[study] = c.detectable();
      power += Verdict.of(c, c.p(), true, NEGLIGIBLE) == Verdict.HELPS ? 1 : 0;
    }
    return String.format(
        Locale.ROOT,
        "| %s | %.1f %% | %.1f %% | %.4f | %.4f | %.1f %% |",
        design.words(),
        100.0 * helps / studies,
        100.0 * found / studies,
        mean(difference),
        mean(stated),
        100.0 * power / studies);
  }

  private static List<Verdict> verdicts(PairedComparison[] comparisons) {
    double[] adjusted =
        Holm.adjust(Arrays.stream(comparisons).mapToDouble(PairedComparison::p).toArray());
    Verdict[] verdicts = new Verdict[comparisons.length];
    Arrays.setAll(verdicts, i -> Verdict.of(comparisons[i], adjusted[i], true, NEGLIGIBLE));
    return List.of(verdicts);
  }

  /** The effect whose mean difference is the mean of what studies of it state, by bisection. */
  private static double effect(SimulatedDesign design, int studies) {
    double low = 0;
    double high = 4;
    for (int step = 0; step < 9; step++) {
      double middle = (low + high) / 2;
      double surplus = 0;
      for (int study = 0; study < studies / 10; study++) {
        PairedComparison c = design.study(study, middle, ARMS)[0];
        surplus += c.mean() - c.detectable();
      }
      low = surplus < 0 ? middle : low;
      high = surplus < 0 ? high : middle;
    }
    return (low + high) / 2;
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(Double.NaN);
  }
}
