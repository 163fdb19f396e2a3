package io.ridgeline.report;

import static io.ridgeline.report.html.Numbers.HOLD;
import static io.ridgeline.report.html.Numbers.fixed;
import static io.ridgeline.report.html.Numbers.signed;
import static io.ridgeline.report.html.Numbers.signedInterval;

import io.ridgeline.study.ArmEvidence;
import io.ridgeline.study.GapChange;
import io.ridgeline.study.Starts;
import io.ridgeline.study.StudyResults.ArmResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The three old complaints in plain words: one paragraph each. */
final class ComplaintWords {
  private final Context context;
  private final List<ArmEvidence> evidence;
  private final List<ArmEvidence> others;
  private final String baseline;

  private ComplaintWords(Context context, List<ArmResult> arms) {
    this.context = context;
    this.evidence = arms.stream().flatMap(a -> context.evidence(a).stream()).toList();
    this.others = evidence.stream().filter(e -> e.gapChange() != null).toList();
    this.baseline = context.baseline().map(b -> b.arm().name()).orElse("");
  }

  static List<String> of(Context context, List<ArmResult> arms) {
    ComplaintWords words = new ComplaintWords(context, arms);
    return List.of(words.slow(), words.stuck(), words.overfits());
  }

  private String slow() {
    String words =
        evidence.stream()
            .filter(e -> e.arm().equals(baseline))
            .map(e -> e.convergence().medianEpochs())
            .filter(epochs -> !Double.isNaN(epochs))
            .map(
                epochs ->
                    "“It takes long.” With “"
                        + baseline
                        + "” the best validation "
                        + context.metric()
                        + " comes after "
                        + ComplaintSection.epochs(epochs)
                        + " epochs (median).")
            .findFirst()
            .orElse("“It takes long.” The baseline has no best epoch to compare with.");
    Optional<ArmEvidence> fastest =
        others.stream()
            .filter(e -> !Double.isNaN(e.convergence().medianEpochs()))
            .min(Comparator.comparingDouble(e -> e.convergence().medianEpochs()));
    List<String> never =
        others.stream()
            .filter(e -> e.convergence().pairs() > 0)
            .filter(e -> Double.isNaN(e.convergence().medianEpochs()))
            .map(ArmEvidence::arm)
            .toList();
    return words
        + fastest
            .map(
                e ->
                    " Of the other arms “"
                        + e.arm()
                        + "” is first as good, after "
                        + ComplaintSection.epochs(e.convergence().medianEpochs())
                        + " ("
                        + e.convergence().reached()
                        + " of "
                        + e.convergence().pairs()
                        + " trials get there).")
            .orElse("")
        + (never.isEmpty()
            ? ""
            : " In half of their trials or more these never get there: "
                + names(never)
                + ". The baseline's best epoch is the luckiest of many: some may miss it by a hair.");
  }

  private String stuck() {
    List<ArmEvidence> judged =
        evidence.stream().filter(e -> !Double.isNaN(e.starts().stuckAbove())).toList();
    List<ArmEvidence> stuck = judged.stream().filter(e -> e.starts().stuck() > 0).toList();
    int diverged = context.arms().stream().mapToInt(ArmResult::diverged).sum();
    int planned = context.arms().stream().mapToInt(ArmResult::trials).sum();
    String outliers =
        judged.isEmpty()
            ? "An arm needs at least "
                + Starts.FEWEST
                + " completed trials to tell an outlier, which none has."
            : stuck.isEmpty()
                ? "No trial ends with a training loss far above those of its arm's other starts."
                : "Some trials end with a training loss far above those of their arm's other starts: "
                    + stuck.stream()
                        .map(e -> "“" + e.arm() + "” " + e.starts().stuck() + " of " + trials(e))
                        .collect(Collectors.joining(", "))
                    + ".";
    return "“It gets stuck.” "
        + outliers
        + " "
        + (diverged == 0 ? "None" : diverged + " of " + planned + " trials")
        + " diverged. Far above means more than 3.5 robust standard deviations, (x − median) ·"
        + " 0.6745 / MAD > 3.5, and more than a tenth of the median.";
  }

  private static int trials(ArmEvidence e) {
    return e.starts().trials();
  }

  private String overfits() {
    boolean higher = Context.higherIsBetter(context.results().metric());
    List<String> smaller = new ArrayList<>();
    List<String> larger = new ArrayList<>();
    for (ArmEvidence e : others) {
      GapChange gap = e.gapChange();
      if (gap != null && gap.low() * gap.high() > 0) {
        (gap.mean() > 0 == higher ? larger : smaller).add(words(e.arm(), gap));
      }
    }
    if (others.isEmpty()) {
      return "“It overfits.” There is no arm to compare with “" + baseline + "”.";
    }
    String rest =
        smaller.isEmpty() && larger.isEmpty()
            ? "For no arm does the interval of the difference in gap exclude zero."
            : (smaller.isEmpty() ? "" : "A smaller gap is left by " + names(smaller) + ". ")
                + (larger.isEmpty() ? "" : "A larger one by " + names(larger) + ". ")
                + "These are the arms whose interval excludes zero, not adjusted for their number.";
    return "“It overfits.” Train minus test "
        + context.metric()
        + ", against “"
        + baseline
        + "”: "
        + rest;
  }

  private static String words(String arm, GapChange gap) {
    String share =
        Double.isNaN(gap.share()) ? "" : ", " + fixed(100 * gap.share(), 0) + HOLD + "% of it";
    return "“"
        + arm
        + "” ("
        + signed(gap.mean(), 3)
        + " "
        + signedInterval(gap.low(), gap.high(), 3)
        + share
        + ")";
  }

  private static String names(List<String> arms) {
    return String.join(", ", arms);
  }
}
