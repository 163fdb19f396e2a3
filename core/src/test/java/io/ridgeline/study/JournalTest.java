package io.ridgeline.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.StoreException;
import io.ridgeline.trial.TrialKey;
import io.ridgeline.trial.TrialOutcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
  private static final List<JournalEvent> EVENTS =
      List.of(
          new JournalEvent.Study("ab".repeat(32)),
          new JournalEvent.Opened("/tmp/crash-é.log", 12),
          new JournalEvent.Started(new TrialKey("0123456789abcdef")),
          new JournalEvent.Finished(
              new TrialKey("0123456789abcdef"),
              new TrialOutcome.Diverged(3, 41, "loss"),
              "cd".repeat(32)),
          new JournalEvent.Interrupted(),
          new JournalEvent.Crashed(),
          new JournalEvent.Finished(
              new TrialKey("fedcba9876543210"),
              new TrialOutcome.Failed("no \"memory\"\n", "less"),
              "ef".repeat(32)));

  @TempDir Path folder;
  private Path path;
  private byte[] bytes;

  @BeforeEach
  void write() throws IOException {
    path = folder.resolve("journal.jsonl");
    try (Journal journal = new Journal(path, Journal.read(path), new Disk())) {
      EVENTS.forEach(journal::append);
    }
    bytes = Files.readAllBytes(path);
  }

  @Test
  void eventsAreReadBack() {
    assertEquals(new Journal.Contents(EVENTS, bytes.length), Journal.read(path));
  }

  /** The form of a line, and CRC-32C's published check value: "123456789" gives e3069283. */
  @Test
  void linesHaveTheDocumentedForm() {
    CRC32C check = new CRC32C();
    check.update("123456789".getBytes(StandardCharsets.US_ASCII));
    assertEquals(0xe3069283L, check.getValue());
    String third = new String(bytes, StandardCharsets.UTF_8).split("\n", -1)[2];
    String body = "{\"event\":\"started\",\"trial\":\"0123456789abcdef\",\"line\":3";
    CRC32C crc = new CRC32C();
    crc.update(body.getBytes(StandardCharsets.UTF_8));
    assertEquals(
        body + String.format(java.util.Locale.ROOT, ",\"crc32c\":\"%08x\"}", crc.getValue()),
        third);
  }

  @Test
  void lastLineCutAtAnyByteIsDroppedAndWritingGoesOn() throws IOException {
    int lastLine =
        new String(bytes, StandardCharsets.ISO_8859_1).lastIndexOf('\n', bytes.length - 2) + 1;
    for (int length = lastLine; length < bytes.length; length++) {
      Files.write(path, Arrays.copyOf(bytes, length));
      Journal.Contents contents = Journal.read(path);
      assertEquals(new Journal.Contents(EVENTS.subList(0, 6), lastLine), contents);
      try (Journal journal = new Journal(path, contents, new Disk())) {
        journal.append(EVENTS.get(6));
      }
      assertTrue(Arrays.equals(bytes, Files.readAllBytes(path)), "cut at " + length);
    }
  }

  @Test
  void noFlippedBitGivesAWrongEvent() throws IOException {
    Random random = new Random(7);
    int dropped = 0;
    for (int n = 0; n < 1000; n++) {
      int at = random.nextInt(bytes.length);
      byte[] damaged = bytes.clone();
      damaged[at] ^= (byte) (1 << random.nextInt(8));
      Files.write(path, damaged);
      int line = 1;
      for (int i = 0; i < at; i++) {
        line += bytes[i] == '\n' ? 1 : 0;
      }
      try {
        assertEquals(EVENTS.subList(0, 6), Journal.read(path).events());
        assertEquals(bytes.length - 1, at, "only without its newline is a line dropped");
        dropped++;
      } catch (StoreException e) {
        assertEquals(StoreException.Reason.INTEGRITY, e.reason());
        assertTrue(
            String.valueOf(e.getMessage()).contains("line " + line + " is damaged"),
            e.getMessage());
      }
    }
    assertTrue(dropped < 20, dropped + " flips hit the last newline");
  }

  @Test
  void aLineLostDoubledOrMovedIsRefused() throws IOException {
    String[] lines = new String(bytes, StandardCharsets.UTF_8).split("(?<=\n)", -1);
    for (List<Integer> order :
        List.of(List.of(0, 2, 3), List.of(0, 1, 1, 2), List.of(0, 2, 1), List.of(1, 2))) {
      StringBuilder text = new StringBuilder();
      order.forEach(i -> text.append(lines[i]));
      Files.writeString(path, text);
      StoreException e = assertThrows(StoreException.class, () -> Journal.read(path));
      assertEquals(StoreException.Reason.INTEGRITY, e.reason());
    }
  }

  @Test
  void zerosAfterAPowerCutAreATornTail() throws IOException {
    Files.write(path, Arrays.copyOf(bytes, bytes.length + 4096));
    assertEquals(new Journal.Contents(EVENTS, bytes.length), Journal.read(path));
  }
}
