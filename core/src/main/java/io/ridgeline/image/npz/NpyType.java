package io.ridgeline.image.npz;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The element types that are read; all little-endian. */
public enum NpyType {
  /** Truth value, one byte. */
  B1("|b1", 1),
  /** Unsigned, 8 bits. */
  U1("|u1", 1),
  /** Signed, 8 bits. */
  I1("|i1", 1),
  /** Unsigned, 16 bits. */
  U2("<u2", 2),
  /** Signed, 16 bits. */
  I2("<i2", 2),
  /** Signed, 32 bits. */
  I4("<i4", 4),
  /** Signed, 64 bits. */
  I8("<i8", 8),
  /** Floating point, 32 bits. */
  F4("<f4", 4),
  /** Floating point, 64 bits. */
  F8("<f8", 8);

  private final String code;
  private final int bytes;

  NpyType(String code, int bytes) {
    this.code = code;
    this.bytes = bytes;
  }

  /** NumPy's own name, such as {@code <f4}. */
  public String code() {
    return code;
  }

  /** Bytes an element. */
  public int bytes() {
    return bytes;
  }

  static Optional<NpyType> of(String code) {
    return Arrays.stream(values()).filter(t -> t.code.equals(code)).findFirst();
  }

  static String known() {
    return Arrays.stream(values()).map(NpyType::code).collect(Collectors.joining(", "));
  }
}
