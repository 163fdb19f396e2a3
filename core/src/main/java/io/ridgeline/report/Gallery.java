package io.ridgeline.report;

import static io.ridgeline.report.html.Numbers.fixed;

import io.ridgeline.report.csv.Table;
import io.ridgeline.report.html.Element;
import io.ridgeline.report.svg.Figure;
import io.ridgeline.report.svg.OverlayFigure;
import io.ridgeline.report.svg.Panel;
import java.util.ArrayList;
import java.util.List;

/** Test cases to be looked at: a few slices in print, all of a volume on a screen. */
final class Gallery {
  private final List<Overlay> overlays;
  private final String metric;

  /**
   * @param overlays one at least
   * @param metric the deciding one, as it is shown
   */
  Gallery(List<Overlay> overlays, String metric) {
    this.overlays = overlays;
    this.metric = metric;
  }

  Figure figure() {
    List<Panel> panels = new ArrayList<>();
    List<List<Object>> data = new ArrayList<>();
    for (Overlay overlay : overlays) {
      data.add(List.of(overlay.what(), overlay.example(), overlay.value()));
      overlay.printed().forEach(slice -> panels.add(panel(overlay, slice)));
    }
    return new Figure(
        "overlays",
        "Test cases with their masks",
        "Best, median and worst case of the chosen arm. Yellow: the true mask; blue: the chosen"
            + " arm's; dashed orange: the baseline's, where it is another arm.",
        3,
        panels,
        new Table("overlays", List.of("what", "example", "value"), data));
  }

  /** One for each volume; the page's script shows one slice at a time. */
  List<Element> viewers() {
    return overlays.stream().filter(o -> o.slices().size() > 1).map(this::viewer).toList();
  }

  private Element viewer(Overlay overlay) {
    int last = overlay.slices().size() - 1;
    int middle = overlay.slices().indexOf(overlay.printed().get(overlay.printed().size() / 2));
    return Element.of(
            "div",
            Element.of(
                "label",
                overlay.what() + " case, through its slices ",
                Element.of("input")
                    .set("type", "range")
                    .set("min", 0)
                    .set("max", last)
                    .set("value", middle)),
            overlay.slices().stream()
                .map(slice -> panel(overlay, slice))
                .map(panel -> panel.svg().set("width", panel.width()))
                .toList())
        .set("class", "viewer")
        .set("hidden", "");
  }

  private Panel panel(Overlay overlay, Overlay.Slice slice) {
    List<OverlayFigure.Outline> outlines = new ArrayList<>();
    outlines.add(new OverlayFigure.Outline("truth", slice.truth()));
    if (slice.baseline().length > 0) {
      outlines.add(new OverlayFigure.Outline("baseline", slice.baseline()));
    }
    outlines.add(new OverlayFigure.Outline("chosen", slice.chosen()));
    String part =
        overlay.depth() == 1 ? "" : ", slice " + (slice.z() + 1) + " of " + overlay.depth();
    return OverlayFigure.of(
        overlay.what() + ": " + metric + " " + fixed(overlay.value(), 3) + part,
        overlay.example(),
        slice.width(),
        slice.grey(),
        outlines);
  }
}
