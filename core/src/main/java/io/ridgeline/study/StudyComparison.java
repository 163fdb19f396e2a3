package io.ridgeline.study;

import io.ridgeline.DataException;
import io.ridgeline.metric.Metrics;
import io.ridgeline.statistics.Friedman;
import io.ridgeline.statistics.Holm;
import io.ridgeline.statistics.Verdict;
import io.ridgeline.statistics.Wilcoxon;
import io.ridgeline.study.StudyResults.ArmResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The same arms on several data sets: one value for each data set and arm, the mean test metric of
 * a study (Demšar 2006, JMLR 7).
 *
 * @param metric that decides
 * @param baseline the arm that the others are tested against
 * @param simulated whether any of the data are
 * @param dataSets the studies, in the order given
 * @param arms that every study has, the best average rank first
 * @param chiSquared Friedman's χ²; NaN if all arms are equal everywhere
 * @param p of χ²
 * @param f Iman and Davenport's F
 * @param pOfF of F
 * @param criticalDifference Nemenyi's, of average ranks, at 5 %
 * @param groups of arms whose average ranks lie no further apart than that, none within another
 * @param leftOut arms that are not compared, and why
 */
public record StudyComparison(
    String metric,
    String baseline,
    boolean simulated,
    List<String> dataSets,
    List<RankedArm> arms,
    double chiSquared,
    double p,
    double f,
    double pOfF,
    double criticalDifference,
    List<List<String>> groups,
    Map<String, String> leftOut) {

  /**
   * One arm over all data sets.
   *
   * @param name in every study
   * @param rank average rank; 1 is the best
   * @param values one a data set, in their order
   * @param test against the baseline; null for the baseline itself
   */
  public record RankedArm(
      String name, double rank, List<Double> values, @Nullable PairwiseTest test) {}

  /**
   * Wilcoxon's signed-rank test of an arm against the baseline over data sets.
   *
   * @param better data sets on which the arm is better
   * @param worse data sets on which it is worse
   * @param p two-sided
   * @param pHolm p after Holm's adjustment over the arms
   * @param verdict helps, harms, or no evidence
   */
  public record PairwiseTest(int better, int worse, double p, double pHolm, Verdict verdict) {}

  /**
   * Compares studies.
   *
   * @param studies by the name of their data set, in the order in which they are shown
   * @param chosen the metric, or null for the one that decides in all of them
   * @throws DataException if they cannot be compared, saying why and naming the studies
   */
  public static StudyComparison of(Map<String, StudyResults> studies, @Nullable String chosen) {
    String metric = metric(studies, chosen);
    String baseline = baseline(studies);
    Map<String, String> leftOut = new LinkedHashMap<>();
    List<String> arms = arms(studies, metric, leftOut);
    if (leftOut.containsKey(baseline)) {
      throw new DataException(
          "the baseline '" + baseline + "' cannot be compared: " + leftOut.get(baseline));
    }
    if (arms.size() < 2) {
      throw new DataException(
          "the studies share no arm besides '" + baseline + "'",
          leftOut.entrySet().stream().map(e -> e.getKey() + ": " + e.getValue()).toList());
    }
    double[][] values =
        studies.values().stream()
            .map(study -> arms.stream().mapToDouble(arm -> value(study, arm, metric)).toArray())
            .toArray(double[][]::new);
    boolean higher = Metrics.named(metric).higherIsBetter();
    Friedman friedman = Friedman.of(values, higher);
    List<RankedArm> ranked = ranked(arms, values, friedman, arms.indexOf(baseline), higher);
    double critical = friedman.criticalDifference();
    return new StudyComparison(
        metric,
        baseline,
        studies.values().stream().anyMatch(StudyResults::simulated),
        List.copyOf(studies.keySet()),
        ranked,
        friedman.chiSquared(),
        friedman.p(),
        friedman.f(),
        friedman.pOfF(),
        critical,
        groups(ranked, critical),
        leftOut);
  }

  private static String metric(Map<String, StudyResults> studies, @Nullable String chosen) {
    if (studies.size() < 2) {
      throw new DataException("one study cannot be compared; give two or more, of other data each");
    }
    Map<String, List<String>> byHash =
        studies.entrySet().stream()
            .collect(
                Collectors.groupingBy(
                    e -> e.getValue().specHash(),
                    LinkedHashMap::new,
                    Collectors.mapping(Map.Entry::getKey, Collectors.toList())));
    for (List<String> same : byHash.values()) {
      if (same.size() > 1) {
        throw new DataException(
            String.join(" and ", same) + " are one study; every study must be of other data");
      }
    }
    requireOne("task", studies, StudyResults::task, "studies of one task can be compared");
    return chosen != null
        ? chosen
        : requireOne(
            "metric", studies, StudyResults::metric, "say by which to compare, with --metric");
  }

  private static String requireOne(
      String what,
      Map<String, StudyResults> studies,
      Function<StudyResults, String> of,
      String hint) {
    Set<String> values = new LinkedHashSet<>();
    studies.values().forEach(study -> values.add(of.apply(study)));
    if (values.size() > 1) {
      throw new DataException(
          "the studies differ in their " + what + "; " + hint,
          studies.entrySet().stream()
              .map(e -> e.getKey() + ": " + of.apply(e.getValue()))
              .toList());
    }
    return values.iterator().next();
  }

  private static String baseline(Map<String, StudyResults> studies) {
    return requireOne(
        "baseline",
        studies,
        study ->
            study.arms().stream()
                .map(ArmResult::difference)
                .filter(d -> d != null)
                .map(d -> d.to())
                .findFirst()
                .orElse(study.arms().isEmpty() ? "" : study.arms().get(0).arm().name()),
        "give them the same one (baseline: in the study file)");
  }

  /** The arms that every study has with a value, in the first study's order. */
  private static List<String> arms(
      Map<String, StudyResults> studies, String metric, Map<String, String> leftOut) {
    Set<String> all = new LinkedHashSet<>();
    studies.values().forEach(s -> s.arms().forEach(arm -> all.add(arm.arm().name())));
    List<String> shared = new ArrayList<>();
    for (String arm : all) {
      List<String> absent =
          studies.keySet().stream().filter(s -> !has(studies.get(s), arm)).toList();
      List<String> undefined =
          studies.keySet().stream()
              .filter(
                  s -> has(studies.get(s), arm) && Double.isNaN(value(studies.get(s), arm, metric)))
              .toList();
      if (!absent.isEmpty()) {
        leftOut.put(arm, "there is no such arm in " + String.join(", ", absent));
      } else if (!undefined.isEmpty()) {
        leftOut.put(arm, "its " + metric + " is undefined in " + String.join(", ", undefined));
      } else {
        shared.add(arm);
      }
    }
    return shared;
  }

  private static boolean has(@Nullable StudyResults study, String arm) {
    return study != null && study.arms().stream().anyMatch(a -> a.arm().name().equals(arm));
  }

  private static double value(@Nullable StudyResults study, String arm, String metric) {
    if (study == null) {
      return Double.NaN;
    }
    return study.arms().stream()
        .filter(a -> a.arm().name().equals(arm))
        .map(a -> a.metrics().get(metric))
        .mapToDouble(s -> s == null ? Double.NaN : s.mean())
        .findFirst()
        .orElse(Double.NaN);
  }

  private static List<RankedArm> ranked(
      List<String> arms, double[][] values, Friedman friedman, int baseline, boolean higher) {
    double[] p = new double[arms.size()];
    Wilcoxon[] tests = new Wilcoxon[arms.size()];
    for (int j = 0; j < p.length; j++) {
      tests[j] = Wilcoxon.of(column(values, j), column(values, baseline));
      p[j] = j == baseline ? Double.NaN : tests[j].p();
    }
    double[] adjusted = Holm.adjust(p);
    List<RankedArm> ranked = new ArrayList<>();
    for (int j = 0; j < p.length; j++) {
      double[] own = column(values, j);
      ranked.add(
          new RankedArm(
              arms.get(j),
              friedman.ranks()[j],
              Arrays.stream(own).boxed().toList(),
              j == baseline
                  ? null
                  : test(own, column(values, baseline), tests[j], adjusted[j], higher)));
    }
    return ranked.stream().sorted(Comparator.comparingDouble(RankedArm::rank)).toList();
  }

  private static PairwiseTest test(
      double[] arm, double[] baseline, Wilcoxon test, double adjusted, boolean higher) {
    int above = 0;
    int below = 0;
    for (int i = 0; i < arm.length; i++) {
      above += arm[i] > baseline[i] ? 1 : 0;
      below += arm[i] < baseline[i] ? 1 : 0;
    }
    boolean better = test.positive() > test.negative() == higher;
    return new PairwiseTest(
        higher ? above : below,
        higher ? below : above,
        test.p(),
        adjusted,
        adjusted < Verdict.LEVEL ? better ? Verdict.HELPS : Verdict.HARMS : Verdict.NO_EVIDENCE);
  }

  private static double[] column(double[][] values, int j) {
    return Arrays.stream(values).mapToDouble(row -> row[j]).toArray();
  }

  private static List<List<String>> groups(List<RankedArm> ranked, double critical) {
    List<List<String>> groups = new ArrayList<>();
    int reached = 0;
    for (int first = 0; first < ranked.size(); first++) {
      int end = first;
      while (end < ranked.size() && ranked.get(end).rank() - ranked.get(first).rank() < critical) {
        end++;
      }
      if (end > reached && end - first > 1) {
        groups.add(ranked.subList(first, end).stream().map(RankedArm::name).toList());
      }
      reached = Math.max(reached, end);
    }
    return groups;
  }

  /** The text of {@code compare.json}; equal comparisons give equal bytes. */
  public String json() {
    return ResultsFile.text(this);
  }

  /**
   * Writes {@code compare.json}.
   *
   * @throws io.ridgeline.StoreException if the disk fails
   */
  public void write(Path folder) {
    new Disk().replace(folder.resolve("compare.json"), json().getBytes(StandardCharsets.UTF_8));
  }
}
