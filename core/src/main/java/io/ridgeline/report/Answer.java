package io.ridgeline.report;

import static io.ridgeline.report.html.Numbers.HOLD;
import static io.ridgeline.report.html.Numbers.fixed;
import static io.ridgeline.report.html.Numbers.interval;
import static io.ridgeline.report.html.Numbers.p;
import static io.ridgeline.report.html.Numbers.signed;
import static io.ridgeline.report.html.Numbers.signedInterval;

import io.ridgeline.statistics.Verdict;
import io.ridgeline.study.StudyResults;
import io.ridgeline.study.StudyResults.ArmResult;
import io.ridgeline.study.StudyResults.Comparison;
import io.ridgeline.study.StudyResults.Summary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A study's answer in plain words, made from its results alone. */
public final class Answer {
  /** As many arms of a verdict that changes nothing are named. */
  private static final int NAMED = 8;

  private final StudyResults results;
  private final Optional<ArmResult> baseline;
  private final String metric;

  private Answer(StudyResults results) {
    this.results = results;
    this.baseline = Context.baseline(results);
    this.metric = Context.inline(results.metric());
  }

  /**
   * Paragraphs of plain text: what validation chose, what has an effect, what "no evidence" means,
   * how much overfitting is left, and which trials are missing.
   */
  public static List<String> of(StudyResults results, boolean running) {
    Answer answer = new Answer(results);
    List<String> paragraphs = new ArrayList<>();
    if (running) {
      paragraphs.add(answer.unfinished());
    }
    paragraphs.add(answer.choice());
    paragraphs.add(answer.effects());
    paragraphs.add(answer.power());
    paragraphs.add(answer.overfitting());
    paragraphs.add(answer.missing());
    paragraphs.removeIf(String::isEmpty);
    return List.copyOf(paragraphs);
  }

  private String unfinished() {
    int ended =
        results.arms().stream().mapToInt(a -> a.completed() + a.failed() + a.diverged()).sum();
    int planned = results.arms().stream().mapToInt(ArmResult::trials).sum();
    return "The study is unfinished: "
        + ended
        + " of "
        + planned
        + " planned trials have ended. Everything below may still change.";
  }

  private String choice() {
    StudyResults.Best best = results.best();
    Optional<ArmResult> chosen =
        results.arms().stream()
            .filter(a -> best != null && a.arm().name().equals(best.arm()))
            .findFirst();
    if (best == null || chosen.isEmpty()) {
      return "No trial has completed, so validation chose no arm and there is no answer.";
    }
    Summary test = Context.summary(chosen.get().metrics(), results.metric());
    return "Validation chose the arm "
        + quoted(best.arm())
        + " (mean validation "
        + metric
        + " "
        + fixed(best.value(), 3)
        + "). On the test part its "
        + metric
        + " is "
        + fixed(test.mean(), 3)
        + spaced(interval(test.low(), test.high(), 3))
        + ". "
        + comparison(chosen.get());
  }

  private String comparison(ArmResult chosen) {
    Comparison difference = chosen.difference();
    if (difference == null) {
      return results.arms().size() == 1
          ? "The study has no other arm."
          : "It is the baseline itself: no arm did better on validation.";
    }
    return "Its difference to "
        + quoted(difference.to())
        + " is "
        + signed(difference.mean(), 3)
        + spaced(signedInterval(difference.low(), difference.high(), 3))
        + ", adjusted p"
        + HOLD
        + equal(p(difference.pHolm()))
        + "; verdict: "
        + difference.verdict().words()
        + "."
        + Posteriors.words(difference, results.metric());
  }

  private String effects() {
    List<ArmResult> compared = with(null);
    if (compared.isEmpty()) {
      return "";
    }
    List<String> parts = new ArrayList<>();
    for (Verdict verdict : Verdict.values()) {
      List<ArmResult> arms = with(verdict);
      if (!arms.isEmpty()) {
        parts.add(phrase(verdict, arms));
      }
    }
    String none =
        with(Verdict.HELPS).isEmpty() ? " No arm is shown to help the test " + metric + "." : "";
    return "Of "
        + count(compared.size(), "arm")
        + " compared with "
        + quoted(baseline.map(b -> b.arm().name()).orElse("the baseline"))
        + ", "
        + String.join("; ", parts)
        + "."
        + none;
  }

  private static String phrase(Verdict verdict, List<ArmResult> arms) {
    int n = arms.size();
    boolean all = n <= NAMED || verdict == Verdict.HELPS || verdict == Verdict.HARMS;
    String names =
        all ? names(arms) : names(arms.subList(0, NAMED)) + " and " + (n - NAMED) + " more";
    return switch (verdict) {
      case HELPS -> n + (n == 1 ? " helps (" : " help (") + names + ")";
      case HARMS -> n + (n == 1 ? " harms (" : " harm (") + names + ")";
      case PRACTICALLY_EQUAL ->
          n + (n == 1 ? " is practically equal (" : " are practically equal (") + names + ")";
      case NO_EVIDENCE -> "for " + n + " there is no evidence of a difference (" + names + ")";
    };
  }

  private String power() {
    double[] detectable =
        with(Verdict.NO_EVIDENCE).stream()
            .flatMap(a -> Optional.ofNullable(a.difference()).stream())
            .mapToDouble(Comparison::detectable)
            .filter(Double::isFinite)
            .sorted()
            .toArray();
    if (detectable.length == 0) {
      return oneSeed();
    }
    String least = fixed(detectable[0], 3);
    String most = fixed(detectable[detectable.length - 1], 3);
    return "“No evidence” does not mean “no effect”: with these data and trials, the smallest true"
        + " difference that would have been found four times in five, tested alone, is "
        + (least.equals(most) ? most : least + " to " + most + ", depending on the arm")
        + ". Smaller effects can go unseen.";
  }

  private String oneSeed() {
    boolean one =
        with(Verdict.NO_EVIDENCE).stream()
            .flatMap(a -> Optional.ofNullable(a.difference()).stream())
            .anyMatch(d -> Double.isNaN(d.detectable()) && Double.isFinite(d.p()));
    return one
        ? "Each arm was trained once on one division of the data. The intervals say what other patients"
            + " would change for these very models; another seed can change more, so no arm is said"
            + " to help or to harm. Train with three seeds or more, or over folds."
        : "";
  }

  private String overfitting() {
    if (baseline.isEmpty() || Double.isNaN(excess(baseline.get()))) {
      return "";
    }
    double without = excess(baseline.get());
    String name = quoted(baseline.get().arm().name());
    String start =
        without > 0
            ? "Overfitting: with "
                + name
                + " the "
                + metric
                + " is better on train than on test by "
                + gap(baseline.get())
                + "."
            : "There is no sign of overfitting with "
                + name
                + ": its "
                + metric
                + " is not better on train than on test.";
    Optional<ArmResult> least =
        results.arms().stream()
            .filter(a -> !Double.isNaN(excess(a)) && excess(a) < without)
            .min(Comparator.comparingDouble(this::excess));
    if (without <= 0 || least.isEmpty()) {
      return start + (without > 0 ? " No arm left a smaller gap." : "");
    }
    ArmResult arm = least.get();
    return start
        + " The smallest gap is left by "
        + quoted(arm.arm().name())
        + ": "
        + gap(arm)
        + ", "
        + (excess(arm) > 0
            ? fixed(100 * (1 - excess(arm) / without), 0) + HOLD + "% less."
            : "all gone.")
        + chosenGap(arm)
        + caution(arm);
  }

  private String chosenGap(ArmResult least) {
    StudyResults.Best best = results.best();
    return results.arms().stream()
        .filter(a -> best != null && a.arm().name().equals(best.arm()))
        .filter(a -> !a.equals(least) && baseline.filter(a::equals).isEmpty())
        .map(a -> " The chosen arm leaves " + gap(a) + ".")
        .findFirst()
        .orElse("");
  }

  /** A model that fits nothing has no gap either. */
  private String caution(ArmResult arm) {
    Comparison difference = arm.difference();
    boolean higher = Context.higherIsBetter(results.metric());
    return difference != null && (higher ? difference.mean() < 0 : difference.mean() > 0)
        ? " A small gap alone is no gain: the test "
            + metric
            + " of "
            + quoted(arm.arm().name())
            + " is worse than the baseline's by "
            + fixed(Math.abs(difference.mean()), 3)
            + "."
        : "";
  }

  private String missing() {
    int planned = results.arms().stream().mapToInt(ArmResult::trials).sum();
    int diverged = results.arms().stream().mapToInt(ArmResult::diverged).sum();
    int failed = results.arms().stream().mapToInt(ArmResult::failed).sum();
    if (diverged + failed == 0) {
      return "";
    }
    List<ArmResult> arms =
        results.arms().stream().filter(a -> a.diverged() + a.failed() > 0).toList();
    return (diverged + failed)
        + " of "
        + count(planned, "trial")
        + " did not complete ("
        + diverged
        + " diverged, "
        + failed
        + " failed), in "
        + arms.stream().map(a -> quoted(a.arm().name())).collect(Collectors.joining(", "))
        + ". They are listed below the decision table; what remains of these arms may flatter them.";
  }

  private double excess(ArmResult arm) {
    double gap = Context.summary(arm.gap(), results.metric()).mean();
    return Context.higherIsBetter(results.metric()) ? gap : -gap;
  }

  private String gap(ArmResult arm) {
    Summary gap = Context.summary(arm.gap(), results.metric());
    boolean higher = Context.higherIsBetter(results.metric());
    return fixed(excess(arm), 3)
        + spaced(
            higher ? interval(gap.low(), gap.high(), 3) : interval(-gap.high(), -gap.low(), 3));
  }

  private List<ArmResult> with(@Nullable Verdict verdict) {
    return results.arms().stream()
        .filter(
            a -> {
              Comparison difference = a.difference();
              // an arm that could not be compared is told of with its failed trials
              return difference != null
                  && Double.isFinite(difference.mean())
                  && (verdict == null || difference.verdict() == verdict);
            })
        .toList();
  }

  private static String names(List<ArmResult> arms) {
    return arms.stream().map(a -> quoted(a.arm().name())).collect(Collectors.joining(", "));
  }

  private static String count(int n, String what) {
    return n + " " + what + (n == 1 ? "" : "s");
  }

  private static String quoted(String name) {
    return "“" + name + "”";
  }

  private static String spaced(String text) {
    return text.isEmpty() ? "" : " " + text;
  }

  private static String equal(String p) {
    return p.startsWith("<") ? p : "=" + HOLD + p;
  }
}
