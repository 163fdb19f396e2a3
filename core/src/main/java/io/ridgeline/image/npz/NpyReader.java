package io.ridgeline.image.npz;

import io.ridgeline.image.Shown;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads one {@code .npy} stream: magic, version, a Python dictionary of type, order and shape, then
 * the elements.
 *
 * <p>The dictionary is matched, never evaluated, and object arrays (which NumPy unpickles) have no
 * type here: nothing in a file can run.
 */
final class NpyReader {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int MOST_HEADER = 65_536;
  private static final Pattern TYPE =
      Pattern.compile("['\"]descr['\"]\\s*:\\s*['\"]([^'\"]*)['\"]");
  private static final Pattern ORDER =
      Pattern.compile("['\"]fortran_order['\"]\\s*:\\s*(True|False)");
  private static final Pattern SHAPE = Pattern.compile("['\"]shape['\"]\\s*:\\s*\\(([0-9, ]*)\\)");

  private NpyReader() {}

  /**
   * The array.
   *
   * @param length bytes that the stream claims to hold; the header must agree before anything is
   *     allocated
   * @throws IOException if the stream is not such an array; the message says why
   */
  static NpyArray read(InputStream in, long length) throws IOException {
    byte[] start = exactly(in, 8);
    if (!Arrays.equals(start, 0, 6, MAGIC, 0, 6) || start[6] < 1 || start[6] > 3) {
      throw new IOException("is not a NumPy array of version 1, 2 or 3");
    }
    int prefix = start[6] == 1 ? 2 : 4;
    long headerLength = 0;
    byte[] field = exactly(in, prefix);
    for (int i = prefix - 1; i >= 0; i--) {
      headerLength = headerLength << 8 | (field[i] & 0xFF);
    }
    if (headerLength > MOST_HEADER) {
      throw new IOException("declares a header of " + headerLength + " bytes");
    }
    String header = new String(exactly(in, (int) headerLength), StandardCharsets.UTF_8);
    Matcher type = found(TYPE, header, "type");
    Matcher order = found(ORDER, header, "order");
    int[] shape = shape(found(SHAPE, header, "shape").group(1));
    NpyType elements =
        NpyType.of(type.group(1))
            .orElseThrow(
                () ->
                    new IOException(
                        "has elements of type '"
                            + Shown.text(type.group(1))
                            + "'; known: "
                            + NpyType.known()));

    long bytes = elements.bytes();
    for (int axis : shape) {
      // No axis exceeds 2³¹, and the product is checked at each step: it cannot wrap.
      bytes = axis == 0 ? 0 : bytes * axis;
      if (bytes > Integer.MAX_VALUE - 16) {
        throw new IOException("declares the shape " + Arrays.toString(shape) + ", too large");
      }
    }
    long expected = 8 + prefix + headerLength + bytes;
    if (expected != length) {
      throw new IOException(
          "has " + length + " bytes where its header asks for " + expected + ": cut or damaged");
    }
    byte[] data = exactly(in, (int) bytes);
    boolean columns = order.group(1).equals("True") && shape.length > 1;
    return new NpyArray(elements, shape, columns ? rowMajor(data, shape, elements.bytes()) : data);
  }

  private static Matcher found(Pattern pattern, String header, String what) throws IOException {
    Matcher matcher = pattern.matcher(header);
    if (!matcher.find()) {
      throw new IOException("has no plain " + what + " in its header");
    }
    return matcher;
  }

  private static int[] shape(String text) throws IOException {
    String[] axes = text.isBlank() ? new String[0] : text.split(",", 0);
    if (axes.length > 32) {
      throw new IOException("declares " + axes.length + " axes");
    }
    int[] shape = new int[axes.length];
    for (int i = 0; i < axes.length; i++) {
      try {
        shape[i] = Integer.parseInt(axes[i].strip());
      } catch (NumberFormatException e) {
        throw new IOException("declares an axis of length '" + axes[i].strip() + "'", e);
      }
    }
    return shape;
  }

  private static byte[] rowMajor(byte[] data, int[] shape, int bytes) {
    byte[] turned = new byte[data.length];
    int[] at = new int[shape.length];
    for (int to = 0; to < data.length; to += bytes) {
      int from = 0;
      for (int axis = shape.length - 1; axis >= 0; axis--) {
        from = from * shape[axis] + at[axis];
      }
      System.arraycopy(data, from * bytes, turned, to, bytes);
      for (int axis = shape.length - 1; axis >= 0 && ++at[axis] == shape[axis]; axis--) {
        at[axis] = 0;
      }
    }
    return turned;
  }

  private static byte[] exactly(InputStream in, int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new EOFException("ends too early: cut or damaged");
    }
    return bytes;
  }
}
