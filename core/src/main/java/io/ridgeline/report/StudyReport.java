package io.ridgeline.report;

import io.ridgeline.StoreException;
import io.ridgeline.report.csv.Table;
import io.ridgeline.report.svg.Figure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The report of a study: {@code report.html}, one page that needs no network and no other file;
 * {@code figures/*.svg}, each figure by itself; {@code tables/*.csv}, the data behind every figure
 * and table.
 *
 * <p>The same input gives the same bytes. A report can be written again over an older one.
 */
public final class StudyReport {
  private StudyReport() {}

  /**
   * Writes the report.
   *
   * @param folder the study's folder; made if absent
   * @return the path of the page
   * @throws StoreException if a file cannot be written
   */
  public static Path write(Path folder, ReportInput input) {
    Context context = new Context(input);
    String page = Page.of(context);
    for (Figure figure : context.figures()) {
      put(folder.resolve("figures").resolve(figure.id() + ".svg"), figure.standalone());
    }
    for (Table table : context.tables()) {
      put(folder.resolve("tables").resolve(table.id() + ".csv"), table.csv());
    }
    Path path = folder.resolve("report.html");
    put(path, page);
    return path;
  }

  /** Replaces the file in one step, so that a reader never sees half of it. */
  private static void put(Path path, String text) {
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
