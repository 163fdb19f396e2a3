package io.ridgeline.app;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** NIfTI-1 files made by hand: the fields of nifti1.h put to their places. */
final class Nifti {
  static final int HEADER = 352;

  private Nifti() {}

  /**
   * A volume of floats.
   *
   * @param size voxels of the stored axes
   * @param rows the three rows of the affine map from stored indexes to millimetres
   * @param values the first stored axis runs fastest
   */
  static byte[] of(int[] size, double[][] rows, float... values) {
    ByteBuffer file =
        ByteBuffer.allocate(HEADER + 4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    file.putInt(0, 348).putShort(40, (short) 3);
    file.putShort(70, (short) 16).putShort(72, (short) 32);
    file.putFloat(76, 1).putFloat(108, HEADER).putFloat(112, 1).put(123, (byte) 2);
    for (int axis = 0; axis < 3; axis++) {
      file.putShort(42 + 2 * axis, (short) size[axis]);
      double length = 0;
      for (int row = 0; row < 3; row++) {
        length += rows[row][axis] * rows[row][axis];
      }
      file.putFloat(80 + 4 * axis, (float) Math.sqrt(length));
    }
    file.putShort(254, (short) 1);
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 4; column++) {
        file.putFloat(280 + 16 * row + 4 * column, (float) rows[row][column]);
      }
    }
    file.position(344).put("n+1\0".getBytes(StandardCharsets.US_ASCII));
    for (int i = 0; i < values.length; i++) {
      file.putFloat(HEADER + 4 * i, values[i]);
    }
    return file.array();
  }

  /** The same file with a float elsewhere. */
  static byte[] with(byte[] file, int at, float value) {
    byte[] changed = file.clone();
    ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putFloat(at, value);
    return changed;
  }

  /** As stored, {@code mm} apart. */
  static double[][] straight(double mm) {
    return new double[][] {{mm, 0, 0, 0}, {0, mm, 0, 0}, {0, 0, mm, 0}};
  }

  static Path write(Path path, byte[] file) throws IOException {
    Files.createDirectories(path.getParent());
    return Files.write(path, file);
  }
}
