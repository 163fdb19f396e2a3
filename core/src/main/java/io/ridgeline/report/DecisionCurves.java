package io.ridgeline.report;

import static io.ridgeline.report.html.Numbers.fixed;
import static io.ridgeline.report.html.Numbers.signed;

import io.ridgeline.metric.DecisionCurve;
import io.ridgeline.report.csv.Table;
import io.ridgeline.report.html.Element;
import io.ridgeline.report.html.Grid;
import io.ridgeline.report.html.Grid.Cell;
import io.ridgeline.report.svg.Band;
import io.ridgeline.report.svg.Figure;
import io.ridgeline.report.svg.NetBenefitFigure;
import io.ridgeline.study.StudyResults.ArmResult;
import io.ridgeline.trial.Part;
import io.ridgeline.trial.Predictions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Whether acting on a model's probabilities does more good than harm: decision curves. */
final class DecisionCurves {
  private static final double[] THRESHOLDS =
      IntStream.rangeClosed(1, 99).mapToDouble(t -> t / 100.0).toArray();

  /** Those of the table: 5, 10, 20, 30, 50 and 70 %. */
  private static final List<Integer> SHOWN = List.of(4, 9, 19, 29, 49, 69);

  private DecisionCurves() {}

  /** Nothing unless there are two classes and the baseline has test predictions. */
  static List<Element> of(Context context) {
    Map<ArmResult, DecisionCurve> curves = new LinkedHashMap<>();
    for (ArmResult arm : context.arms()) {
      curve(context, arm).ifPresent(c -> curves.put(arm, c));
    }
    Optional<ArmResult> baseline = context.baseline().filter(curves::containsKey);
    if (context.results().classes().size() != 2 || baseline.isEmpty()) {
      return List.of();
    }
    ArmResult chosen =
        curves.keySet().stream()
            .filter(a -> context.isChosen(a) && !context.isBaseline(a))
            .findFirst()
            .orElse(null);
    DecisionCurve theirs = curves.get(baseline.get());
    DecisionCurve ours = chosen == null ? theirs : curves.get(chosen);
    return theirs == null || ours == null
        ? List.of()
        : List.of(
            Element.of("h3", "Decision curves"),
            Element.of("p", words(context, chosen == null ? baseline.get() : chosen, ours, theirs)),
            figure(context, baseline.get(), chosen, curves, theirs, ours),
            table(curves, theirs));
  }

  /** The mean over the trials of an arm, each on its own test part. */
  private static Optional<DecisionCurve> curve(Context context, ArmResult arm) {
    List<double[]> model = new ArrayList<>();
    List<double[]> all = new ArrayList<>();
    for (var trial : context.completed(arm)) {
      if (trial.predictions().get(Part.TEST) instanceof Predictions p && p.size() > 0) {
        DecisionCurve curve = DecisionCurve.of(p.labels(), p.probabilities(), THRESHOLDS);
        model.add(curve.model());
        all.add(curve.all());
      }
    }
    return model.isEmpty()
        ? Optional.empty()
        : Optional.of(new DecisionCurve(Band.of(model).mean(), Band.of(all).mean()));
  }

  private static String words(
      Context context, ArmResult arm, DecisionCurve ours, DecisionCurve theirs) {
    String positive = "“" + context.results().classes().get(1) + "”";
    int[] useful =
        IntStream.range(0, THRESHOLDS.length)
            .filter(t -> ours.model()[t] > Math.max(0, ours.all()[t]))
            .toArray();
    String start =
        "Suppose one acts on "
            + positive
            + " (a biopsy, say) where its probability is at least a threshold: the threshold says how"
            + " many needless acts one is ready to trade for one that was needed. Net benefit is the"
            + " share of true positives less that of false positives at this exchange. ";
    if (useful.length == 0) {
      return start
          + "At no threshold does “"
          + arm.arm().name()
          + "” do more good than acting on all or on none.";
    }
    int middle = useful[useful.length / 2];
    String difference =
        context.isBaseline(arm)
            ? ""
            : " Against the baseline, at a threshold of "
                + fixed(THRESHOLDS[middle], 2)
                + " it is worth "
                + signed(100 * (ours.model()[middle] - theirs.model()[middle]), 1)
                + " true positives in 100 images at equal false positives; these figures have no"
                + " interval.";
    return start
        + "“"
        + arm.arm().name()
        + "” does more good than acting on all and than acting on none at "
        + useful.length
        + " of 99 thresholds, from "
        + fixed(THRESHOLDS[useful[0]], 2)
        + " to "
        + fixed(THRESHOLDS[useful[useful.length - 1]], 2)
        + "."
        + difference;
  }

  private static Element figure(
      Context context,
      ArmResult baseline,
      @Nullable ArmResult chosen,
      Map<ArmResult, DecisionCurve> curves,
      DecisionCurve theirs,
      DecisionCurve ours) {
    List<List<Object>> data = new ArrayList<>();
    curves.forEach(
        (arm, curve) -> {
          for (int t = 0; t < THRESHOLDS.length; t++) {
            data.add(
                List.of(arm.arm().name(), THRESHOLDS[t], curve.model()[t], curve.all()[t], 0.0));
          }
        });
    return context.figure(
        new Figure(
            "decision-curve",
            "Decision curves on test",
            "Means over trials. A model is of use where its curve lies above both “act on all” and"
                + " “act on none”. The file has every arm.",
            1,
            NetBenefitFigure.of(
                THRESHOLDS,
                theirs.all(),
                new NetBenefitFigure.Curve(baseline.arm().name(), theirs.model()),
                chosen == null
                    ? null
                    : new NetBenefitFigure.Curve(chosen.arm().name(), ours.model())),
            new Table(
                "decision-curve",
                List.of("arm", "threshold", "net_benefit", "act_on_all", "act_on_none"),
                data)));
  }

  private static Element table(Map<ArmResult, DecisionCurve> curves, DecisionCurve baseline) {
    List<String> columns = new ArrayList<>(List.of("Arm"));
    SHOWN.forEach(t -> columns.add("At " + fixed(THRESHOLDS[t], 2)));
    Grid grid = new Grid("Net benefit at some thresholds, means over trials.", columns);
    grid.row(row("act on all", baseline.all()));
    curves.forEach((arm, curve) -> grid.row(row(arm.arm().name(), curve.model())));
    return grid.element();
  }

  private static List<Object> row(String name, double[] benefit) {
    List<Object> cells = new ArrayList<>(List.of(name));
    SHOWN.forEach(t -> cells.add(Cell.of(benefit[t], 3)));
    return cells;
  }
}
