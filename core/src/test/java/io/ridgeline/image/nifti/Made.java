package io.ridgeline.image.nifti;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;

/** Files made by hand: the fields of nifti1.h put to their places. */
final class Made {
  static final int DIM = 40;
  static final int DATATYPE = 70;
  static final int BITPIX = 72;
  static final int PIXDIM = 76;
  static final int VOX_OFFSET = 108;
  static final int SCL_SLOPE = 112;
  static final int SCL_INTER = 116;
  static final int XYZT_UNITS = 123;
  static final int QFORM = 252;
  static final int SFORM = 254;
  static final int QUATERN = 256;
  static final int QOFFSET = 268;
  static final int SROW = 280;
  static final int MAGIC = 344;

  private Made() {}

  /** A volume of 3x2x2 floats 0 to 11, stored as the canonical frame is, 1 mm apart. */
  static byte[] volume(Consumer<ByteBuffer> change) {
    ByteBuffer file = ByteBuffer.allocate(352 + 48).order(ByteOrder.LITTLE_ENDIAN);
    file.putInt(0, 348);
    dim(file, 3, 3, 2, 2, 1, 1, 1, 1);
    file.putShort(DATATYPE, (short) 16).putShort(BITPIX, (short) 32);
    reals(file, PIXDIM, 1, 1, 1, 1);
    file.putFloat(VOX_OFFSET, 352).putFloat(SCL_SLOPE, 1).put(XYZT_UNITS, (byte) 2);
    file.putShort(SFORM, (short) 1);
    reals(file, SROW, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0);
    file.position(MAGIC).put("n+1\0".getBytes(StandardCharsets.US_ASCII));
    for (int i = 0; i < 12; i++) {
      file.putFloat(352 + 4 * i, i);
    }
    change.accept(file);
    return file.array();
  }

  /** The header of a NIfTI-2 file of one byte a voxel, without voxels. */
  static byte[] second(long width, long height, long depth) {
    ByteBuffer file = ByteBuffer.allocate(544).order(ByteOrder.LITTLE_ENDIAN);
    file.putInt(0, 540);
    file.position(4).put("n+2\0\r\n\u001a\n".getBytes(StandardCharsets.US_ASCII));
    file.putShort(12, (short) 2).putShort(14, (short) 8);
    file.putLong(16, 3).putLong(24, width).putLong(32, height).putLong(40, depth);
    file.putDouble(112, 1).putDouble(120, 1).putDouble(128, 1).putLong(168, 544);
    return file.array();
  }

  static void dim(ByteBuffer file, int... dim) {
    for (int i = 0; i < dim.length; i++) {
      file.putShort(DIM + 2 * i, (short) dim[i]);
    }
  }

  static void reals(ByteBuffer file, int at, double... values) {
    for (int i = 0; i < values.length; i++) {
      file.putFloat(at + 4 * i, (float) values[i]);
    }
  }

  /** The bytes with the given ones behind them. */
  static byte[] longer(byte[] bytes, int by) {
    return Arrays.copyOf(bytes, bytes.length + by);
  }

  static byte[] gzip(byte[] bytes, int zerosBehind) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
      byte[] zeros = new byte[Math.min(zerosBehind, 1 << 20)];
      for (int written = 0; written < zerosBehind; written += zeros.length) {
        out.write(zeros);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }
}
