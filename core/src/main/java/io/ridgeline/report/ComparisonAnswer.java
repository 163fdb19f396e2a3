package io.ridgeline.report;

import static io.ridgeline.report.html.Numbers.HOLD;
import static io.ridgeline.report.html.Numbers.fixed;
import static io.ridgeline.report.html.Numbers.p;

import io.ridgeline.statistics.Verdict;
import io.ridgeline.study.StudyComparison;
import io.ridgeline.study.StudyComparison.PairwiseTest;
import io.ridgeline.study.StudyComparison.RankedArm;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What several studies say together, in plain words, made from their comparison alone. */
public final class ComparisonAnswer {
  /** Fewer data sets than this have little power whatever the test. */
  private static final int FEW = 5;

  private final StudyComparison comparison;
  private final int sets;

  private ComparisonAnswer(StudyComparison comparison) {
    this.comparison = comparison;
    this.sets = comparison.dataSets().size();
  }

  /** Paragraphs of plain text: whether ranks differ, what helps, what is too little to say. */
  public static List<String> of(StudyComparison comparison) {
    ComparisonAnswer answer = new ComparisonAnswer(comparison);
    List<String> paragraphs = new ArrayList<>();
    paragraphs.add(answer.ranks());
    paragraphs.add(answer.pairs());
    paragraphs.add(answer.power());
    paragraphs.add(answer.leftOut());
    paragraphs.removeIf(String::isEmpty);
    return List.copyOf(paragraphs);
  }

  private String ranks() {
    RankedArm best = comparison.arms().get(0);
    int k = comparison.arms().size();
    String metric = Context.inline(comparison.metric());
    if (Double.isNaN(comparison.pOfF())) {
      return "On each of " + sets + " data sets all arms have the same test " + metric + ".";
    }
    String differ =
        comparison.pOfF() < Verdict.LEVEL
            ? "the arms rank differently"
            : "there is no evidence that any arm ranks better than another";
    return "By test "
        + metric
        + " over "
        + sets
        + " data sets, "
        + differ
        + " (Friedman χ²"
        + HOLD
        + "="
        + HOLD
        + fixed(comparison.chiSquared(), 2)
        + " on "
        + (k - 1)
        + ", p"
        + HOLD
        + equal(comparison.p())
        + "; Iman–Davenport F"
        + HOLD
        + "="
        + HOLD
        + fixed(comparison.f(), 2)
        + " on "
        + (k - 1)
        + " and "
        + (k - 1) * (sets - 1)
        + ", p"
        + HOLD
        + equal(comparison.pOfF())
        + "). “"
        + best.name()
        + "” has the best average rank, "
        + fixed(best.rank(), 2)
        + " of "
        + k
        + ".";
  }

  private String pairs() {
    List<String> parts = new ArrayList<>();
    for (Verdict verdict : Verdict.values()) {
      List<RankedArm> arms = with(verdict);
      if (!arms.isEmpty()) {
        String names =
            arms.stream()
                .map(a -> "“" + a.name() + "” " + counts(a))
                .collect(Collectors.joining(", "));
        parts.add(
            verdict == Verdict.NO_EVIDENCE
                ? "no evidence of a difference for " + names
                : names + (arms.size() == 1 ? " " + verdict.words() : verb(verdict)));
      }
    }
    return "Against “"
        + comparison.baseline()
        + "” (Wilcoxon's signed-rank test over data sets, Holm's adjustment): "
        + String.join("; ", parts)
        + ".";
  }

  private static String verb(Verdict verdict) {
    return verdict == Verdict.HELPS ? " help" : " harm";
  }

  private String counts(RankedArm arm) {
    PairwiseTest test = arm.test();
    return test == null
        ? ""
        : "(better on "
            + test.better()
            + " of "
            + sets
            + ", adjusted p"
            + HOLD
            + equal(test.pHolm())
            + ")";
  }

  private List<RankedArm> with(Verdict verdict) {
    return comparison.arms().stream()
        .filter(
            arm -> {
              PairwiseTest test = arm.test();
              return test != null && test.verdict() == verdict;
            })
        .toList();
  }

  /** The smallest p-value of n pairs is 2/2ⁿ, before the adjustment multiplies it. */
  private String power() {
    int tests = comparison.arms().size() - 1;
    double smallest = Math.min(1, tests * Math.pow(2, 1 - sets));
    String few =
        sets < FEW
            ? "Over fewer than "
                + FEW
                + " data sets these tests have little power: read no"
                + " equality into them."
            : "";
    String none =
        smallest >= Verdict.LEVEL
            ? "With "
                + sets
                + " data sets and "
                + tests
                + (tests == 1 ? " arm" : " arms")
                + " to test, Wilcoxon's adjusted p cannot be below "
                + fixed(smallest, 3)
                + ": no arm can be shown to help or harm, however well it does."
            : "";
    return few + (few.isEmpty() || none.isEmpty() ? "" : " ") + none;
  }

  private String leftOut() {
    return comparison.leftOut().isEmpty()
        ? ""
        : "Left out: "
            + comparison.leftOut().entrySet().stream()
                .map(e -> "“" + e.getKey() + "” (" + e.getValue() + ")")
                .collect(Collectors.joining(", "))
            + ".";
  }

  private static String equal(double value) {
    String p = p(value);
    return p.startsWith("<") ? p : "=" + HOLD + p;
  }
}
