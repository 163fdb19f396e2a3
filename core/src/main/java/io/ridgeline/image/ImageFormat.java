package io.ridgeline.image;

import io.ridgeline.image.nifti.NiftiReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The file formats that are read, told apart by their first bytes, never by the file's name. */
enum ImageFormat {
  PNG,
  JPEG,
  TIFF,
  BMP,
  PGM,
  PPM,
  /** NIfTI-1 or NIfTI-2, plain or gzipped. */
  NIFTI,
  /** Anything else. */
  UNKNOWN;

  private static final Map<String, ImageFormat> STARTS = new LinkedHashMap<>();
  private static final Map<String, String> FOREIGN = new LinkedHashMap<>();

  static {
    STARTS.put("\u0089PNG\r\n\u001a\n", PNG);
    STARTS.put("\u00ff\u00d8\u00ff", JPEG);
    STARTS.put("II*\0", TIFF);
    STARTS.put("MM\0*", TIFF);
    STARTS.put("BM", BMP);
    STARTS.put("P2", PGM);
    STARTS.put("P5", PGM);
    STARTS.put("P3", PPM);
    STARTS.put("P6", PPM);
    FOREIGN.put("GIF8", "a GIF");
    FOREIGN.put("RIFF", "a WebP image");
    FOREIGN.put("II+\0", "a BigTIFF");
    FOREIGN.put("MM\0+", "a BigTIFF");
    FOREIGN.put("P1", "a bitmap of one bit a pixel");
    FOREIGN.put("P4", "a bitmap of one bit a pixel");
    FOREIGN.put("P7", "a PAM image");
    FOREIGN.put("\0\0\0\fjP", "a JPEG 2000 image");
    FOREIGN.put("\u00ffO\u00ffQ", "a JPEG 2000 image");
    FOREIGN.put("PK\3\4", "a zip archive");
    FOREIGN.put("\u001f\u008b", "a gzip file that holds no NIfTI volume");
    FOREIGN.put("%PDF", "a PDF");
    FOREIGN.put("<", "a page of markup, perhaps a failed download,");
    FOREIGN.put("version https://git-lfs", "a pointer to a file that git-lfs has not fetched,");
  }

  static ImageFormat of(byte[] bytes) {
    if (NiftiReader.recognizes(bytes)) {
      return NIFTI;
    }
    String start = start(bytes);
    return STARTS.entrySet().stream()
        .filter(e -> start.startsWith(e.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(UNKNOWN);
  }

  /** Why an unknown file is refused. */
  static String refusal(byte[] bytes) {
    if (bytes.length == 0) {
      return "is empty (0 bytes)";
    }
    String start = start(bytes);
    boolean dicom = bytes.length > 132 && start.startsWith("DICM", 128);
    String what =
        dicom
            ? "a DICOM file"
            : FOREIGN.entrySet().stream()
                .filter(e -> start.startsWith(e.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("no image of a known format");
    return "is " + what + "; readable: PNG, JPEG, TIFF, BMP, PGM, PPM, NIfTI";
  }

  private static String start(byte[] bytes) {
    return new String(bytes, 0, Math.min(bytes.length, 160), StandardCharsets.ISO_8859_1);
  }
}
