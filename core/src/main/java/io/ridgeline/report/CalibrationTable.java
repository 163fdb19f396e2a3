package io.ridgeline.report;

import static io.ridgeline.report.html.Numbers.fixed;
import static io.ridgeline.report.html.Numbers.interval;

import io.ridgeline.report.csv.Table;
import io.ridgeline.report.html.Element;
import io.ridgeline.report.html.Grid;
import io.ridgeline.report.html.Grid.Cell;
import io.ridgeline.study.ArmEvidence;
import io.ridgeline.study.Calibration;
import io.ridgeline.study.StudyResults.ArmResult;
import io.ridgeline.study.StudyResults.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Calibration error, slope and intercept of every arm, before and after temperature scaling. */
final class CalibrationTable {
  private static final Map<String, String> COLUMNS =
      Map.of("ece", "Error", "calibration-slope", "Slope", "calibration-intercept", "Intercept");
  private static final List<String> NAMES =
      List.of("ece", "calibration-slope", "calibration-intercept");

  private CalibrationTable() {}

  /** Nothing if no arm has its calibration measured. */
  static List<Element> of(Context context) {
    List<String> columns = new ArrayList<>(List.of("Arm"));
    NAMES.forEach(name -> columns.add(COLUMNS.get(name)));
    columns.add("Temperature");
    NAMES.forEach(name -> columns.add(COLUMNS.get(name) + ", scaled"));
    Grid grid =
        new Grid(
            "Calibration on test: means over trials with 95 % intervals, as predicted and at the"
                + " temperature that fits each trial's validation part best. Error: the expected"
                + " calibration error, ten bins of equal size. Slope 1 is right; below 1, and a"
                + " temperature above 1, the model is too sure. Intercept 0 is right; below 0 the"
                + " event is predicted too often.",
            columns);
    List<List<Object>> data = new ArrayList<>();
    for (ArmResult arm : context.arms()) {
      Optional<Calibration> calibration =
          context.evidence(arm).flatMap(e -> Optional.ofNullable(e.calibration()));
      calibration.ifPresent(c -> row(arm.arm().name(), c, grid, data));
    }
    if (data.isEmpty()) {
      return List.of();
    }
    return List.of(
        Element.of("h3", "Calibration"),
        Element.of("p", words(context)),
        grid.element(),
        context.link(
            new Table(
                "calibration",
                List.of("arm", "probabilities", "quantity", "mean", "low", "high"),
                data)));
  }

  private static void row(String arm, Calibration calibration, Grid grid, List<List<Object>> data) {
    List<Object> cells = new ArrayList<>(List.of(arm));
    add(arm, "predicted", calibration.predicted(), cells, data);
    double temperature = calibration.temperature().mean();
    cells.add(Cell.of(temperature, 2));
    data.add(List.of(arm, "scaled", "temperature", temperature, Double.NaN, Double.NaN));
    add(arm, "scaled", calibration.scaled(), cells, data);
    grid.row(cells);
  }

  private static void add(
      String arm,
      String which,
      Map<String, Summary> summaries,
      List<Object> cells,
      List<List<Object>> data) {
    for (String name : NAMES) {
      Summary s = Context.summary(summaries, name);
      int digits = name.equals("ece") ? 3 : 2;
      cells.add(
          Cell.interval(fixed(s.mean(), digits), interval(s.low(), s.high(), digits), s.mean()));
      data.add(List.of(arm, which, name, s.mean(), s.low(), s.high()));
    }
  }

  private static String words(Context context) {
    List<ArmEvidence> sure = new ArrayList<>();
    List<ArmEvidence> unsure = new ArrayList<>();
    for (ArmEvidence e : context.results().evidence()) {
      if (e.calibration() != null) {
        Summary slope = Context.summary(e.calibration().predicted(), "calibration-slope");
        if (slope.high() < 1) {
          sure.add(e);
        } else if (slope.low() > 1) {
          unsure.add(e);
        }
      }
    }
    return sure.isEmpty() && unsure.isEmpty()
        ? "For no arm does the interval of the slope exclude 1."
        : "By the interval of the slope, "
            + (sure.isEmpty() ? "no arm is too sure" : names(sure) + " too sure")
            + (unsure.isEmpty() ? "" : "; " + names(unsure) + " not sure enough")
            + ". Temperature scaling changes no ranking and no most likely class; it can be had as"
            + " the method temperature.";
  }

  private static String names(List<ArmEvidence> arms) {
    return String.join(", ", arms.stream().map(e -> "“" + e.arm() + "”").toList())
        + (arms.size() == 1 ? " is" : " are");
  }
}
