package io.ridgeline.report;

import io.ridgeline.StoreException;
import java.nio.file.Path;

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
    return context.attachments().write(folder, "report.html", Page.of(context));
  }
}
