package io.ridgeline.image.nifti;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The voxel types that are read: whole and floating-point numbers. */
public enum NiftiType {
  /** Unsigned, 8 bits. */
  UINT8(2, 1),
  /** Signed, 16 bits. */
  INT16(4, 2),
  /** Signed, 32 bits. */
  INT32(8, 4),
  /** Floating point, 32 bits. */
  FLOAT32(16, 4),
  /** Floating point, 64 bits. */
  FLOAT64(64, 8),
  /** Signed, 8 bits. */
  INT8(256, 1),
  /** Unsigned, 16 bits. */
  UINT16(512, 2),
  /** Unsigned, 32 bits. */
  UINT32(768, 4),
  /** Signed, 64 bits. */
  INT64(1024, 8),
  /** Unsigned, 64 bits. */
  UINT64(1280, 8);

  private static final Map<Integer, String> FOREIGN =
      Map.of(
          1, "single bits",
          32, "complex64",
          128, "RGB24 colours",
          1536, "float128",
          1792, "complex128",
          2048, "complex256",
          2304, "RGBA32 colours");

  private final int code;
  private final int bytes;

  NiftiType(int code, int bytes) {
    this.code = code;
    this.bytes = bytes;
  }

  /** The header's {@code datatype}. */
  public int code() {
    return code;
  }

  /** Bytes a voxel. */
  public int bytes() {
    return bytes;
  }

  /** The type of a code; others are refused by name. */
  static NiftiType of(int code) throws IOException {
    for (NiftiType type : values()) {
      if (type.code == code) {
        return type;
      }
    }
    String what = FOREIGN.getOrDefault(code, "the unknown data type " + code);
    throw new IOException("holds " + what + "; readable: " + known());
  }

  /** The next voxel; whole numbers beyond 2⁵³ are rounded. */
  double next(ByteBuffer from) {
    return switch (this) {
      case UINT8 -> from.get() & 0xFF;
      case INT8 -> from.get();
      case UINT16 -> from.getShort() & 0xFFFF;
      case INT16 -> from.getShort();
      case UINT32 -> from.getInt() & 0xFFFF_FFFFL;
      case INT32 -> from.getInt();
      case INT64 -> from.getLong();
      case UINT64 -> unsigned(from.getLong());
      case FLOAT32 -> from.getFloat();
      case FLOAT64 -> from.getDouble();
    };
  }

  /** Halved where it would look negative; the lost bit is kept in the last, so it rounds right. */
  private static double unsigned(long bits) {
    return bits >= 0 ? bits : (bits >>> 1 | (bits & 1)) * 2.0;
  }

  private static String known() {
    return Arrays.stream(values())
        .map(type -> type.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }
}
