package io.ridgeline.image.nifti;

import io.ridgeline.DataException;
import io.ridgeline.StoreException;
import io.ridgeline.image.Shown;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.GZIPOutputStream;

/**
 * Writes what was computed for a volume as NIfTI-1, in the orientation and at the place of the file
 * that the volume came from: opened together, the two lie exactly over each other.
 *
 * <p>Plain if the name ends in {@code .nii}, gzipped if it ends in {@code .nii.gz}. The same input
 * gives the same bytes: there is no time stamp. A file appears whole or not at all.
 */
public final class NiftiWriter {
  private static final int HEADER = 348;
  private static final int OFFSET = 352;
  private static final int LABELS = 1002;

  private NiftiWriter() {}

  /** Puts the voxel of a canonical index. */
  private interface Voxel {
    void put(ByteBuffer out, int index);
  }

  /**
   * Writes a label map as unsigned bytes.
   *
   * @param labels D·H·W in the canonical frame, 0 to 255 (as unsigned bytes)
   * @param over the volume they belong to
   * @throws DataException if the name or the volume's size has no place in NIfTI-1
   * @throws StoreException if the file cannot be written
   */
  public static void labels(Path file, byte[] labels, NiftiVolume over) {
    check(labels.length, over);
    write(file, NiftiType.UINT8, LABELS, over, (out, index) -> out.put(labels[index]));
  }

  /**
   * Writes values, such as the probability of a class, as 32-bit floats.
   *
   * @param values D·H·W in the canonical frame
   * @param over the volume they belong to
   * @throws DataException if the name or the volume's size has no place in NIfTI-1
   * @throws StoreException if the file cannot be written
   */
  public static void values(Path file, float[] values, NiftiVolume over) {
    check(values.length, over);
    write(file, NiftiType.FLOAT32, 0, over, (out, index) -> out.putFloat(values[index]));
  }

  private static void check(int values, NiftiVolume over) {
    if (values != over.image().plane()) {
      throw new IllegalArgumentException(
          values + " values over a volume of " + over.image().plane());
    }
  }

  private static void write(Path file, NiftiType type, int intent, NiftiVolume over, Voxel voxel) {
    String name = String.valueOf(file.getFileName());
    if (!name.endsWith(".nii") && !name.endsWith(".nii.gz")) {
      throw new DataException(Shown.path(file) + ": name it .nii or .nii.gz");
    }
    NiftiGeometry place = over.stored();
    int[] shape = place.shape();
    long length = OFFSET + (long) place.voxels() * type.bytes();
    if (length > Integer.MAX_VALUE - 16) {
      throw new DataException(Shown.path(file) + ": would take " + length + " bytes, too many");
    }
    int longest = Math.max(shape[0], Math.max(shape[1], shape[2]));
    if (longest > Short.MAX_VALUE) {
      throw new DataException(
          Shown.path(file) + ": NIfTI-1 has no room for an axis of " + longest + " voxels");
    }
    byte[] bytes = new byte[(int) length];
    ByteBuffer out = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    header(out, type, intent, place);
    out.position(OFFSET);
    Orientation.Index index = over.orientation().index(shape);
    for (int k = 0; k < shape[2]; k++) {
      for (int j = 0; j < shape[1]; j++) {
        for (int i = 0; i < shape[0]; i++) {
          voxel.put(out, index.of(i, j, k));
        }
      }
    }
    store(file, bytes);
  }

  /** The fields of nifti1.h by their places; what is not put is 0. */
  private static void header(ByteBuffer out, NiftiType type, int intent, NiftiGeometry place) {
    out.putInt(0, HEADER).putShort(40, (short) place.axes());
    for (int axis = 1; axis < 8; axis++) {
      out.putShort(40 + 2 * axis, (short) (axis <= 3 ? place.shape()[axis - 1] : 1));
    }
    out.putShort(68, (short) intent)
        .putShort(70, (short) type.code())
        .putShort(72, (short) (type.bytes() * 8))
        .putFloat(108, OFFSET)
        .putFloat(112, 1)
        .put(123, (byte) place.unit())
        .putShort(252, (short) place.qform())
        .putShort(254, (short) place.sform());
    reals(out, 76, place.pixdim());
    reals(out, 256, place.quatern());
    reals(out, 268, place.offset());
    for (int row = 0; row < 3; row++) {
      reals(out, 280 + 16 * row, place.rows()[row]);
    }
    out.position(344).put("n+1\0".getBytes(StandardCharsets.US_ASCII));
  }

  private static void reals(ByteBuffer out, int at, double[] values) {
    for (int i = 0; i < values.length; i++) {
      out.putFloat(at + 4 * i, (float) values[i]);
    }
  }

  private static void store(Path file, byte[] bytes) {
    Path temporary = file.resolveSibling("." + file.getFileName() + ".tmp");
    try {
      Files.write(temporary, String.valueOf(file).endsWith(".gz") ? packed(bytes) : bytes);
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new StoreException(
          StoreException.Reason.IO,
          file,
          "cannot be written; check that there is room and that the folder is writable",
          e);
    }
  }

  private static byte[] packed(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    }
    return packed.toByteArray();
  }
}
