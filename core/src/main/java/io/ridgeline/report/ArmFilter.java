package io.ridgeline.report;

import io.ridgeline.report.html.Element;
import java.util.List;

/**
 * A bar that shows some of many arms only: those of a kind, or whose name holds some letters.
 *
 * <p>Without a script everything stays visible, and so it does in print.
 */
final class ArmFilter {
  private ArmFilter() {}

  static List<Element> of(Context context) {
    if (!context.many()) {
      return List.of();
    }
    Element kinds =
        Element.of("select", Element.of("option", "all kinds").set("value", "")).set("id", "kind");
    for (String kind : context.kinds()) {
      long n = context.arms().stream().filter(a -> context.kind(a).equals(kind)).count();
      kinds.add(Element.of("option", kind + " (" + n + ")").set("value", kind));
    }
    Element arms = Element.of("ul").set("id", "arm-kinds").set("hidden", "");
    context
        .arms()
        .forEach(a -> arms.add(Element.of("li", a.arm().name()).set("data-kind", context.kind(a))));
    return List.of(
        Element.of(
                "form",
                Element.of("label", "Show ", kinds),
                Element.of(
                    "label",
                    " with a name like ",
                    Element.of("input").set("type", "search").set("id", "name").set("size", 16)),
                Element.of("output").set("id", "shown"))
            .set("id", "arm-filter")
            .set("hidden", "")
            .set("aria-label", "Arms to show"),
        arms);
  }
}
