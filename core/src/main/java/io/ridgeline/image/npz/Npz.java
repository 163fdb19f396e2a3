package io.ridgeline.image.npz;

import io.ridgeline.DataException;
import io.ridgeline.image.Limits;
import io.ridgeline.image.Shown;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Reads a {@code .npz} archive: a zip of {@code .npy} arrays, stored or deflated.
 *
 * <p>Declared sizes are added up and compared with the file's before anything is allocated, and
 * every array must pass its checksum: a cut or changed archive is refused, never half read.
 */
public final class Npz {
  private static final int MOST_ENTRIES = 10_000;

  private Npz() {}

  /**
   * All arrays by name (without {@code .npy}), in the archive's order.
   *
   * @throws DataException if the file is no such archive, is damaged, or asks for more than {@link
   *     Limits#BYTES}
   */
  public static Map<String, NpyArray> read(Path file) {
    String shown = Shown.path(file);
    try (ZipFile zip = new ZipFile(file.toFile())) {
      List<? extends ZipEntry> entries =
          Collections.list(zip.entries()).stream()
              .filter(e -> e.getName().endsWith(".npy"))
              .toList();
      check(shown, entries);
      Map<String, NpyArray> arrays = new LinkedHashMap<>();
      for (ZipEntry entry : entries) {
        String name = entry.getName().substring(0, entry.getName().length() - 4);
        arrays.put(name, array(shown, zip, entry, name));
      }
      return arrays;
    } catch (IOException | IllegalArgumentException e) {
      throw new DataException(shown + ": cannot be read as an npz archive: " + Shown.reason(e), e);
    }
  }

  private static void check(String shown, List<? extends ZipEntry> entries) {
    long total = 0;
    Set<String> names = new HashSet<>();
    for (ZipEntry entry : entries) {
      if (!names.add(entry.getName())) {
        throw new DataException(shown + ": has two arrays named " + Shown.text(entry.getName()));
      }
      long size = entry.getSize();
      long packed = Math.max(entry.getCompressedSize(), 1);
      // No addition may wrap: each size is checked before it is added.
      total = size < 0 || size > Limits.BYTES ? Long.MAX_VALUE / 2 : total + size;
      if (total > Limits.BYTES || entries.size() > MOST_ENTRIES) {
        throw new DataException(
            shown
                + ": declares more than "
                + Limits.BYTES
                + " bytes or "
                + MOST_ENTRIES
                + " arrays; if that is meant, raise -Dridgeline.limit.bytes");
      }
      if (Limits.isBomb(size, packed)) {
        throw new DataException(
            shown
                + ": "
                + Shown.text(entry.getName())
                + " unpacks to "
                + size / packed
                + " times its size; if that is meant, raise -Dridgeline.limit.ratio");
      }
    }
  }

  private static NpyArray array(String shown, ZipFile zip, ZipEntry entry, String name) {
    CRC32 sum = new CRC32();
    try (InputStream raw = zip.getInputStream(entry);
        InputStream in = new CheckedInputStream(raw, sum)) {
      NpyArray array = NpyReader.read(in, entry.getSize());
      if (in.read() >= 0 || sum.getValue() != entry.getCrc()) {
        throw new IOException("does not match its checksum: damaged");
      }
      return array;
    } catch (IOException e) {
      throw new DataException(shown + ": array " + Shown.text(name) + " " + Shown.reason(e), e);
    }
  }
}
