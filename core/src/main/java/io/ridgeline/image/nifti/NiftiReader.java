package io.ridgeline.image.nifti;

import io.ridgeline.DataException;
import io.ridgeline.image.Image;
import io.ridgeline.image.ImageReader;
import io.ridgeline.image.Limits;
import io.ridgeline.image.Shown;
import io.ridgeline.image.Spacing;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads a volume of NIfTI-1 or NIfTI-2 from one file, plain or gzipped, recognized by content.
 *
 * <p>Either byte order; whole numbers of 8 to 64 bits and floating point of 32 or 64, scaled by
 * slope and intercept in double precision (a slope of 0 or NaN means none) and kept as 32-bit
 * floats. Two or three axes of space; further axes must have length 1. Lengths in m, mm or µm
 * become mm; an unknown unit is taken for mm. Extensions are skipped.
 *
 * <p>Refused are pairs of .hdr and .img, several points in time, complex and colour voxels, voxels
 * that are not finite, an affine or a spacing that places nothing, and a file that is cut, longer
 * than its header says or otherwise damaged. What a header declares is checked against {@link
 * Limits} before anything is allocated.
 */
public final class NiftiReader {
  private static final int CHUNK = 8192;

  private NiftiReader() {}

  /**
   * The volume in a file.
   *
   * @throws DataException if it cannot be read; names the path and the reason
   */
  public static NiftiVolume read(Path file) {
    return read(ImageReader.bytes(file), Shown.path(file));
  }

  /**
   * The volume in a file's bytes.
   *
   * @param name of the file, for messages
   * @throws DataException if it cannot be read; names the reason
   */
  public static NiftiVolume read(byte[] bytes, String name) {
    try (InputStream in = open(bytes)) {
      return volume(in, bytes.length, isPacked(bytes));
    } catch (ZipException e) {
      throw new DataException(name + ": is damaged: " + Shown.reason(e), e);
    } catch (EOFException e) {
      throw new DataException(name + ": is cut: its data end too early", e);
    } catch (IOException e) {
      throw new DataException(name + ": " + Shown.reason(e), e);
    }
  }

  /** Whether the bytes, unpacked if need be, begin as a header of NIfTI or ANALYZE does. */
  public static boolean recognizes(byte[] bytes) {
    try (InputStream in = open(bytes)) {
      return NiftiHeader.recognizes(in.readNBytes(4));
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isPacked(byte[] bytes) {
    return bytes.length > 1 && bytes[0] == 0x1F && bytes[1] == (byte) 0x8B;
  }

  private static InputStream open(byte[] bytes) throws IOException {
    InputStream plain = new ByteArrayInputStream(bytes);
    return isPacked(bytes) ? new GZIPInputStream(plain, CHUNK) : plain;
  }

  private static NiftiVolume volume(InputStream in, int length, boolean packed) throws IOException {
    NiftiHeader header = NiftiHeader.read(in);
    NiftiGeometry stored = header.geometry();
    double[][] affine = stored.affine();
    long declared = header.offset() + (long) stored.voxels() * header.type().bytes();
    if (packed && Limits.isBomb(declared, length)) {
      throw new IOException(
          "unpacks "
              + length
              + " bytes to "
              + declared
              + "; if that is meant, raise -Dridgeline.limit.ratio");
    }
    if (!packed && length < declared) {
      throw new IOException("is cut: " + length + " bytes where its header asks for " + declared);
    }
    in.skipNBytes(header.offset() - header.bytes());
    Orientation orientation = Orientation.closest(affine, stored.axes() == 2);
    float[] values = values(in, header, orientation.index(stored.shape()));
    // Reading on to the end also makes gzip compare its checksum.
    if (in.read() >= 0) {
      throw new IOException(
          "holds more than the " + declared + " bytes that its header asks for: damaged");
    }
    int[] lengths = orientation.lengths(stored.shape());
    double[] mm = stored.spacing(affine);
    Spacing spacing =
        Spacing.millimetres(
            mm[orientation.axes().get(2).stored()],
            mm[orientation.axes().get(1).stored()],
            mm[orientation.axes().get(0).stored()]);
    Image image = new Image(1, lengths[2], lengths[1], lengths[0], spacing, 1, values);
    return new NiftiVolume(
        image, orientation.turned(affine, stored.shape()), orientation, stored, header.type());
  }

  private static float[] values(InputStream in, NiftiHeader header, Orientation.Index index)
      throws IOException {
    int[] shape = header.geometry().shape();
    int left = header.geometry().voxels();
    float[] values = new float[left];
    NiftiType type = header.type();
    byte[] bytes = new byte[CHUNK * type.bytes()];
    ByteBuffer chunk = ByteBuffer.wrap(bytes).order(header.order()).limit(0);
    int strange = 0;
    String first = "";
    for (int k = 0; k < shape[2]; k++) {
      for (int j = 0; j < shape[1]; j++) {
        for (int i = 0; i < shape[0]; i++) {
          if (!chunk.hasRemaining()) {
            chunk.clear().limit(Math.min(left, CHUNK) * type.bytes());
            if (in.readNBytes(bytes, 0, chunk.limit()) < chunk.limit()) {
              throw new EOFException();
            }
            left -= CHUNK;
          }
          float value = (float) (type.next(chunk) * header.slope() + header.intercept());
          values[index.of(i, j, k)] = value;
          if (!Float.isFinite(value) && strange++ == 0) {
            first = "(" + i + ", " + j + ", " + k + ")";
          }
        }
      }
    }
    if (strange > 0) {
      throw new IOException(
          strange
              + " of "
              + values.length
              + " voxels are NaN, infinite or too large for 32-bit floats; the first is (i, j, k) = "
              + first);
    }
    return values;
  }
}
