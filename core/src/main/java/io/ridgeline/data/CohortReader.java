package io.ridgeline.data;

import io.ridgeline.DataException;
import io.ridgeline.image.Shown;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a data set into memory: an archive, a folder of class folders, or a manifest. */
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
    Gathered gathered = ArchiveSource.gather(source);
    return gathered.cohort(name(source), spec.classes());
  }

  private static String name(Path source) {
    Path last = source.toAbsolutePath().normalize().getFileName();
    String name = last == null ? source.toString() : last.toString();
    return name.replaceFirst("\\.(npz|csv)$", "");
  }
}
