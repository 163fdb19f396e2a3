package io.ridgeline.report;

import io.ridgeline.report.csv.Table;
import io.ridgeline.report.html.Element;
import io.ridgeline.report.html.Numbers;
import io.ridgeline.report.svg.DotPlot;
import io.ridgeline.report.svg.Figure;
import io.ridgeline.report.svg.Marker;
import io.ridgeline.report.svg.Panel;
import io.ridgeline.study.StudyResults.ArmResult;
import io.ridgeline.trial.EpochRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;

/** What each arm made of the weights: their norm and how many are exactly zero. */
final class WeightSection {
  private WeightSection() {}

  static Element of(Context context) {
    Element section = Context.section("weights", "6. Weights");
    if (context.arms().stream().allMatch(a -> context.completed(a).isEmpty())) {
      return section.add(Element.of("p", "No trial has completed."));
    }
    List<List<Object>> data = new ArrayList<>();
    for (ArmResult arm : context.arms()) {
      data.add(List.of(arm.arm().name(), "weight_norm", arm.weightNorm()));
      data.add(List.of(arm.arm().name(), "sparsity", arm.sparsity()));
    }
    List<DotPlot.Row> norms =
        rows(context, ArmResult::weightNorm, EpochRecord::weightNorm, Numbers::significant);
    List<DotPlot.Row> shares =
        rows(context, ArmResult::sparsity, EpochRecord::sparsity, Numbers::percent);
    return section.add(
        context.figure(
            new Figure(
                "weights",
                "Norm and sparsity of the kernels at the end of training",
                "Marks are means, dots single trials. A weight counts as zero only if it is exactly"
                    + " zero."
                    + DotPlot.thinned(norms),
                1,
                List.of(
                    panel("Euclidean norm of all kernels", "norm", norms),
                    panel("Share of kernel values that are exactly zero", "share", shares)),
                new Table("weights", List.of("arm", "quantity", "mean"), data))));
  }

  private static List<DotPlot.Row> rows(
      Context context,
      ToDoubleFunction<ArmResult> mean,
      ToDoubleFunction<EpochRecord> last,
      DoubleFunction<String> words) {
    List<DotPlot.Row> rows = new ArrayList<>();
    for (ArmResult arm : context.arms()) {
      List<Double> dots =
          context.completed(arm).stream()
              .flatMap(t -> t.evaluated().stream())
              .map(last::applyAsDouble)
              .toList();
      double value = mean.applyAsDouble(arm);
      rows.add(
          new DotPlot.Row(
              arm.arm().name(),
              value,
              Double.NaN,
              Double.NaN,
              dots,
              Marker.DISC,
              context.isBaseline(arm) ? "baseline" : "arm",
              words.apply(value)));
    }
    return rows;
  }

  private static Panel panel(String heading, String axis, List<DotPlot.Row> rows) {
    return DotPlot.of(
        heading,
        heading + " of " + rows.size() + " arms.",
        new DotPlot.Axis(axis, Double.NaN, 0, false, "", ""),
        rows);
  }
}
