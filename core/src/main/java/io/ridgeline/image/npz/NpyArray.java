package io.ridgeline.image.npz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * One array of an archive.
 *
 * @param type of the elements
 * @param shape the lengths of the axes; empty for a single number
 * @param bytes the elements in row-major (C) order, little-endian
 */
public record NpyArray(NpyType type, int[] shape, byte[] bytes) {
  /** The number of elements. */
  public int size() {
    return bytes.length / type.bytes();
  }

  /** Element {@code i} in row-major order; whole numbers beyond 2⁵³ are rounded. */
  public double number(int i) {
    return switch (type) {
      case F4 -> buffer().getFloat(i * 4);
      case F8 -> buffer().getDouble(i * 8);
      default -> whole(i);
    };
  }

  /** Element {@code i} in row-major order, exactly; fractions are cut. */
  public long whole(int i) {
    return switch (type) {
      case B1, U1 -> bytes[i] & 0xFF;
      case I1 -> bytes[i];
      case U2 -> buffer().getShort(i * 2) & 0xFFFF;
      case I2 -> buffer().getShort(i * 2);
      case I4 -> buffer().getInt(i * 4);
      case I8 -> buffer().getLong(i * 8);
      case F4, F8 -> (long) number(i);
    };
  }

  private ByteBuffer buffer() {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
