package io.ridgeline.deploy;

/**
 * The values of one named tensor, row-major.
 *
 * @param shape the length of every axis; empty for a single value
 * @param values as many as the product of {@code shape}
 */
public record NamedArray(long[] shape, float[] values) {
  /** Checks that the number of values is what the shape says. */
  public NamedArray {
    long size = 1;
    for (long length : shape) {
      size = Math.multiplyExact(size, length);
    }
    if (size != values.length) {
      throw new IllegalArgumentException(values.length + " values for " + size);
    }
  }
}
