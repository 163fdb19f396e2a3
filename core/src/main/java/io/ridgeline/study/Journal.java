package io.ridgeline.study;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ridgeline.StoreException;
import io.ridgeline.trial.TrialJson;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The append-only journal of a study: one JSON object a line, each with its line number and, at its
 * end, the CRC32C of all before it.
 *
 * <p>A line is written whole, with its newline, and forced to the disk before anything builds on
 * it. Bytes after the last newline are therefore a write that was cut off, and are dropped; a line
 * that ends and does not agree with its CRC or its number is damage, and is refused.
 */
final class Journal implements AutoCloseable {
  private static final String CRC_KEY = ",\"crc32c\":\"";
  private static final int SUFFIX = CRC_KEY.length() + 8 + 2;

  private final Path path;
  private final Disk disk;
  private final RandomAccessFile file;
  private int lines;
  private @Nullable StoreException broken;

  /** What a journal holds, and how many of its bytes are whole lines. */
  record Contents(List<JournalEvent> events, long length) {}

  /** Opens a journal for appending, after the lines that {@code contents} says are whole. */
  Journal(Path path, Contents contents, Disk disk) {
    this.path = path;
    this.disk = disk;
    this.lines = contents.events().size();
    try {
      this.file = new RandomAccessFile(path.toFile(), "rw");
      file.setLength(contents.length());
    } catch (IOException e) {
      throw Disk.failure(path, "cannot be opened", 0, e);
    }
  }

  /**
   * The events of a journal, none if there is no such file.
   *
   * @throws StoreException naming the damaged line
   */
  static Contents read(Path path) {
    byte[] bytes;
    try {
      bytes = Files.exists(path) ? Files.readAllBytes(path) : new byte[0];
    } catch (IOException e) {
      throw Disk.failure(path, "cannot be read", 0, e);
    }
    List<JournalEvent> events = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        events.add(decode(path, bytes, start, i, events.size() + 1));
        start = i + 1;
      }
    }
    return new Contents(List.copyOf(events), start);
  }

  /**
   * Adds a line; it is on the disk when this returns.
   *
   * @throws StoreException if the disk fails; the journal then takes no further line, because half
   *     of this one may stand at its end
   */
  synchronized void append(JournalEvent event) {
    if (broken != null) {
      throw broken;
    }
    byte[] line = encode(event, lines + 1);
    try {
      disk.append(file, line);
      lines++;
    } catch (IOException e) {
      broken = Disk.failure(path, "cannot be written", line.length, e);
      throw broken;
    }
  }

  @Override
  public synchronized void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw Disk.failure(path, "cannot be closed", 0, e);
    }
  }

  private static byte[] encode(JournalEvent event, int number) {
    try {
      ObjectNode tree = TrialJson.MAPPER.valueToTree(event);
      String json = TrialJson.MAPPER.writeValueAsString(tree.put("line", number));
      byte[] body = json.substring(0, json.length() - 1).getBytes(StandardCharsets.UTF_8);
      String line = new String(body, StandardCharsets.UTF_8) + suffix(body, 0, body.length) + '\n';
      return line.getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String suffix(byte[] bytes, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, length);
    return CRC_KEY + HexFormat.of().toHexDigits((int) crc.getValue()) + "\"}";
  }

  private static JournalEvent decode(Path path, byte[] bytes, int from, int to, int number) {
    int body = to - from - SUFFIX;
    if (body > 0) {
      String suffix = new String(bytes, from + body, SUFFIX, StandardCharsets.ISO_8859_1);
      if (suffix.equals(suffix(bytes, from, body))) {
        try {
          String json = new String(bytes, from, body, StandardCharsets.UTF_8) + "}";
          ObjectNode tree = (ObjectNode) TrialJson.MAPPER.readTree(json);
          if (tree.remove("line").asInt() == number) {
            return TrialJson.MAPPER.treeToValue(tree, JournalEvent.class);
          }
        } catch (JsonProcessingException e) {
          throw damaged(path, number, "is not a line of this version", e);
        }
      }
    }
    throw damaged(path, number, "is damaged", null);
  }

  private static StoreException damaged(
      Path path, int number, String how, @Nullable Throwable cause) {
    return new StoreException(
        StoreException.Reason.INTEGRITY,
        path,
        "line "
            + number
            + " "
            + how
            + "; restore the file from a copy, or start again in another folder",
        cause);
  }
}
