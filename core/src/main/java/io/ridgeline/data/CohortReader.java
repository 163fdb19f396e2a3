package io.ridgeline.data;

import io.ridgeline.DataException;
import io.ridgeline.describe.TaskKind;
import io.ridgeline.image.Shown;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * Reads a data set into memory: a MedMNIST archive, a folder of class folders (or of images and
 * masks), or a CSV manifest; told apart by content. Boxes come from Pascal VOC, COCO, YOLO or CSV,
 * or stand around what masks show.
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
      return switch (spec.task()) {
        case CLASSIFICATION -> FolderSource.gather(source, spec.skipBad());
        case SEGMENTATION -> MaskFolderSource.gather(source, spec);
        case DETECTION -> boxes(source, spec);
      };
    }
    byte[] start;
    try (InputStream in = Files.newInputStream(source)) {
      start = in.readNBytes(2);
    } catch (IOException e) {
      throw new DataException(Shown.path(source) + ": cannot be read: " + Shown.reason(e), e);
    }
    if (Arrays.equals(start, new byte[] {'P', 'K'})) {
      return ArchiveSource.gather(source, spec);
    }
    if (spec.task() != TaskKind.DETECTION) {
      return ManifestSource.gather(source, spec);
    }
    boolean json = start.length > 0 && (start[0] == '{' || start[0] == '[');
    return json || FolderSource.name(source).toLowerCase(Locale.ROOT).endsWith(".json")
        ? CocoSource.gather(source, spec)
        : table(source, spec);
  }

  private static Gathered boxes(Path source, DataSpec spec) {
    if (VocSource.fits(source)) {
      return VocSource.gather(source, spec);
    }
    if (CocoSource.fits(source)) {
      return CocoSource.gather(source, spec);
    }
    return YoloSource.fits(source)
        ? YoloSource.gather(source, spec)
        : MaskFolderSource.gather(source, spec);
  }

  /** Boxes row by row, or masks to draw them around. */
  private static Gathered table(Path source, DataSpec spec) {
    return Table.names(source).contains(spec.columns().mask())
        ? ManifestSource.gather(source, spec)
        : BoxTableSource.gather(source, spec);
  }

  private static String name(Path source) {
    Path last = source.toAbsolutePath().normalize().getFileName();
    String name = last == null ? source.toString() : last.toString();
    return name.replaceFirst("\\.(npz|csv|json)$", "");
  }
}
