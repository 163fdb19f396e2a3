package io.ridgeline.data;

import io.ridgeline.DataException;
import io.ridgeline.describe.TaskKind;
import io.ridgeline.image.Shown;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Reads a data set into memory: a MedMNIST archive, a folder of class folders (or of images and
 * masks), or a CSV manifest; told apart by content.
 */
public final class CohortReader {
  private CohortReader() {}

  /**
   * The cohort.
   *
   * @throws DataException with every problem found in one pass, each with its path and line
   * @throws IllegalArgumentException if the spec has no source: a phantom is generated, not read
   */
  public static Cohort read(DataSpec spec) {
    Path source = spec.source();
    if (source == null) {
      throw new IllegalArgumentException("source is null");
    }
    if (!Files.exists(source)) {
      throw new DataException(Shown.path(source) + ": there is no such file or folder");
    }
    return gather(source, spec).cohort(name(source), spec.classes());
  }

  private static Gathered gather(Path source, DataSpec spec) {
    if (Files.isDirectory(source)) {
      return spec.task() == TaskKind.SEGMENTATION
          ? MaskFolderSource.gather(source, spec)
          : FolderSource.gather(source, spec.skipBad());
    }
    byte[] start;
    try (InputStream in = Files.newInputStream(source)) {
      start = in.readNBytes(2);
    } catch (IOException e) {
      throw new DataException(Shown.path(source) + ": cannot be read: " + Shown.reason(e), e);
    }
    boolean zip = Arrays.equals(start, new byte[] {'P', 'K'});
    return zip ? ArchiveSource.gather(source, spec) : ManifestSource.gather(source, spec);
  }

  private static String name(Path source) {
    Path last = source.toAbsolutePath().normalize().getFileName();
    String name = last == null ? source.toString() : last.toString();
    return name.replaceFirst("\\.(npz|csv)$", "");
  }
}
