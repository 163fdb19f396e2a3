package io.ridgeline.report;

import io.ridgeline.report.html.Element;
import java.util.ArrayList;
import java.util.List;

/** The papers that a page cites, numbered as they are first cited. */
final class Bibliography {
  private final List<String> papers = new ArrayList<>();

  /** A link to each paper's entry. */
  List<Element> cite(List<String> citations) {
    List<Element> links = new ArrayList<>();
    for (String citation : citations) {
      if (!papers.contains(citation)) {
        papers.add(citation);
      }
      int number = papers.indexOf(citation) + 1;
      links.add(
          Element.of("a", " [" + number + "]")
              .set("href", "#paper-" + number)
              .set("class", "cite"));
    }
    return links;
  }

  /** The numbered list of everything cited so far. */
  Element element() {
    Element list = Element.of("ol").set("class", "papers");
    for (int i = 0; i < papers.size(); i++) {
      list.add(Element.of("li", papers.get(i)).set("id", "paper-" + (i + 1)));
    }
    return list;
  }
}
