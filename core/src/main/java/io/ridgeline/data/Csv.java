package io.ridgeline.data;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads comma-separated values (RFC 4180) row by row: quoted cells may hold commas, doubled quotes
 * and line breaks; lines end in LF, CR LF or CR; a byte order mark and blank lines are passed over.
 */
final class Csv implements Closeable {
  /**
   * One row.
   *
   * @param line on which it starts, from 1
   * @param cells as written, without their quotes
   */
  record Row(int line, List<String> cells) {}

  private static final int END = -1;

  private final BufferedReader in;
  private int line = 1;
  private int peeked;

  /** UTF-8 text; anything else is refused where it is met. */
  Csv(InputStream in) throws IOException {
    this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()));
    peeked = character();
    if (peeked == '\uFEFF') {
      peeked = character();
    }
  }

  /**
   * The next row, or null at the end.
   *
   * @throws IOException with the line, if a quote is not closed or the text is not UTF-8
   */
  @Nullable Row next() throws IOException {
    while (peeked == '\n' || peeked == '\r') {
      endLine();
    }
    if (peeked == END) {
      return null;
    }
    int start = line;
    List<String> cells = new ArrayList<>();
    while (true) {
      cells.add(peeked == '"' ? quoted() : plain());
      if (peeked != ',') {
        break;
      }
      peeked = character();
    }
    endLine();
    return new Row(start, cells);
  }

  private String plain() throws IOException {
    StringBuilder cell = new StringBuilder();
    while (peeked != ',' && peeked != '\n' && peeked != '\r' && peeked != END) {
      cell.append((char) peeked);
      peeked = character();
    }
    return cell.toString();
  }

  private String quoted() throws IOException {
    int start = line;
    StringBuilder cell = new StringBuilder();
    peeked = character();
    while (true) {
      if (peeked == END) {
        throw new IOException("line " + start + ": a quote is opened and never closed");
      }
      if (peeked == '"') {
        peeked = character();
        if (peeked != '"') {
          break;
        }
      }
      if (peeked == '\n') {
        line++;
      }
      cell.append((char) peeked);
      peeked = character();
    }
    if (peeked != ',' && peeked != '\n' && peeked != '\r' && peeked != END) {
      throw new IOException("line " + line + ": text follows a closing quote");
    }
    return cell.toString();
  }

  private void endLine() throws IOException {
    int ended = peeked;
    if (ended != END) {
      line++;
      peeked = character();
      if (ended == '\r' && peeked == '\n') {
        peeked = character();
      }
    }
  }

  private int character() throws IOException {
    try {
      return in.read();
    } catch (CharacterCodingException e) {
      throw new IOException("is not UTF-8, from about line " + line + "; save it as UTF-8", e);
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
