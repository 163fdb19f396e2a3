package io.ridgeline.report.csv;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A table of values that becomes one CSV file (RFC 4180, UTF-8, a header line).
 *
 * <p>Numbers are written with every digit, undefined ones as {@code NaN}. Text that a spreadsheet
 * would run as a formula gets an apostrophe in front.
 *
 * @param id the file's name without its ending
 * @param columns headers, lower case with underscores
 * @param rows one value a column: numbers, booleans or text
 */
public record Table(String id, List<String> columns, List<List<Object>> rows) {
  /** Refuses rows of another length than the header, and names that are not plain. */
  public Table {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
    if (!id.matches("[a-z0-9-]+")) {
      throw new IllegalArgumentException("not a table name: " + id);
    }
    for (List<Object> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException(
            id + ": " + columns.size() + " columns, but a row has " + row.size() + ": " + row);
      }
    }
  }

  /** The file's content. */
  public String csv() {
    StringBuilder out = new StringBuilder(String.join(",", columns)).append("\r\n");
    for (List<Object> row : rows) {
      out.append(row.stream().map(Table::field).collect(Collectors.joining(","))).append("\r\n");
    }
    return out.toString();
  }

  private static String field(Object value) {
    if (value instanceof Number || value instanceof Boolean) {
      return value.toString();
    }
    String text = value.toString();
    String inert = text.matches("(?s)[=+\\-@\t\r].*") ? "'" + text : text;
    return inert.matches("(?s).*[\",\r\n].*") ? '"' + inert.replace("\"", "\"\"") + '"' : inert;
  }
}
