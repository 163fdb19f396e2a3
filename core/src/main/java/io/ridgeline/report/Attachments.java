package io.ridgeline.report;

import io.ridgeline.StoreException;
import io.ridgeline.report.csv.Table;
import io.ridgeline.report.html.Element;
import io.ridgeline.report.svg.Figure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** The figures and tables of a page, which stand beside it as files of their own. */
final class Attachments {
  private final List<Figure> figures = new ArrayList<>();
  private final List<Table> tables = new ArrayList<>();

  /** Keeps a table for {@code tables/} and gives the link to it. */
  Element link(Table table) {
    tables.add(table);
    return Element.of("p", file("tables/" + table.id() + ".csv", "CSV")).set("class", "files");
  }

  /**
   * Keeps a figure for {@code figures/}, its data for {@code tables/}, and draws it in the page.
   */
  Element figure(Figure figure) {
    figures.add(figure);
    tables.add(figure.data());
    Element panels =
        Element.of(
                "div", figure.panels().stream().map(p -> p.svg().set("width", p.width())).toList())
            .set("class", "panels across-" + Math.min(figure.columns(), figure.panels().size()));
    return Element.of(
            "figure",
            panels,
            Element.of(
                "figcaption",
                Element.of("strong", "Figure " + figures.size() + ". " + figure.title() + "."),
                " " + figure.caption() + " ",
                Element.of(
                        "span",
                        file("figures/" + figure.id() + ".svg", "SVG"),
                        " ",
                        file("tables/" + figure.data().id() + ".csv", "CSV"))
                    .set("class", "files")))
        .set("id", "figure-" + figure.id());
  }

  private static Element file(String path, String words) {
    return Element.of("a", words).set("href", path);
  }

  /**
   * Writes every figure and table, and then the page.
   *
   * @return the path of the page
   * @throws StoreException if a file cannot be written
   */
  Path write(Path folder, String name, String page) {
    for (Figure figure : figures) {
      put(folder.resolve("figures").resolve(figure.id() + ".svg"), figure.standalone());
    }
    for (Table table : tables) {
      put(folder.resolve("tables").resolve(table.id() + ".csv"), table.csv());
    }
    Path path = folder.resolve(name);
    put(path, page);
    return path;
  }

  /** Replaces the file in one step, so that a reader never sees half of it. */
  static void put(Path path, String text) {
    Path temporary = path.resolveSibling("." + path.getFileName() + ".tmp");
    try {
      Files.createDirectories(path.toAbsolutePath().getParent());
      Files.write(temporary, text.getBytes(StandardCharsets.UTF_8));
      Files.move(
          temporary, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new StoreException(
          StoreException.Reason.IO,
          path,
          "the report cannot be written; check that there is room and that the folder is writable",
          e);
    }
  }
}
