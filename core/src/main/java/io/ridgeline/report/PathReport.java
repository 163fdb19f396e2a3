package io.ridgeline.report;

import io.ridgeline.StoreException;
import io.ridgeline.linear.Recipe;
import io.ridgeline.report.html.Element;
import io.ridgeline.study.PathFile;
import io.ridgeline.study.PathResults;
import io.ridgeline.study.PathResults.Target;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The report of regularization paths: {@code path.html}, one page that needs no network and no
 * other file; {@code path.json}; {@code figures/*.svg}; {@code tables/*.csv}. The same results give
 * the same bytes.
 */
public final class PathReport {
  private PathReport() {}

  /**
   * Writes the report.
   *
   * @param folder made if absent
   * @return the path of the page
   * @throws StoreException if a file cannot be written
   */
  public static Path write(Path folder, PathResults results) {
    Attachments attachments = new Attachments();
    String page = page(results, attachments);
    Attachments.put(folder.resolve(PathFile.NAME), PathFile.json(results));
    return attachments.write(folder, "path.html", page);
  }

  private static String page(PathResults results, Attachments attachments) {
    String title = "Regularization path of " + results.data();
    List<Element> sections = new ArrayList<>();
    Element contents = Element.of("ol");
    for (int t = 0; t < results.targets().size(); t++) {
      Target target = results.targets().get(t);
      String id = "target-" + (t + 1);
      contents.add(Element.of("li", Element.of("a", target.name()).set("href", "#" + id)));
      sections.add(PathSection.of(id, target, results, attachments));
    }
    contents.add(Element.of("li", Element.of("a", "Methods").set("href", "#methods")));
    sections.add(methods(results));
    return Document.of(
        title + " – Ridgeline report",
        Element.of(
            "header",
            Element.of("h1", title),
            Element.of("p", recipe(results)).set("class", "subtitle")),
        Element.of("nav", contents).set("aria-label", "Contents"),
        Element.of("main", sections));
  }

  private static String recipe(PathResults results) {
    Recipe recipe = results.recipe();
    return "elastic net, α = "
        + recipe.penalty().alpha()
        + (recipe.relaxed() ? " · relaxed" : "")
        + (recipe.balance() ? " · classes of equal weight" : "")
        + (recipe.indicators() ? " · columns for missing values" : "")
        + " · λ by "
        + recipe.criterion().name()
        + " in "
        + recipe.folds()
        + " folds · seed "
        + results.seed();
  }

  private static Element methods(PathResults results) {
    Element section = Context.section("methods", "Methods");
    for (String remark : results.remarks()) {
      section.add(Element.of("p", remark + "."));
    }
    return section.add(
        Element.of(
            "p",
            "Minimized is the weighted mean of half the squared error (numbers) or of minus the log"
                + " likelihood (classes), plus the penalty below; the intercept is not penalized."
                + (results.recipe().penalty().standardize()
                    ? " Penalized are coefficients of columns divided by their standard deviation."
                    : " Penalized are coefficients in the units of the columns.")),
        Element.of("p", "λ·[(1 − α)/2·‖β‖² + α·‖β‖₁]").set("class", "formula"),
        Element.of(
            "p",
            "λ.min has the best mean over the folds; λ.1se is the largest λ whose mean is within one"
                + " standard error of it. Missing values become the median of the column. Medians,"
                + " standard deviations and class weights are measured on training rows only, and all"
                + " rows of a patient are on one side of every split."),
        Element.of(
            "p",
            "Scores on patients not seen come from "
                + results.repeats()
                + " × "
                + results.recipe().folds()
                + "-fold cross-validation in whose training parts λ is chosen anew by an inner"
                + " cross-validation. Intervals are those of the corrected resampled t-test (Nadeau and"
                + " Bengio 2003). They speak for this procedure on patients like these; the"
                + " coefficients shown are fitted to all rows."));
  }
}
