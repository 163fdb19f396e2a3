package io.ridgeline.image.nifti;

import io.ridgeline.image.Limits;
import io.ridgeline.image.Shown;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.IntToDoubleFunction;

/**
 * What a header of NIfTI-1 (348 bytes) or NIfTI-2 (540 bytes) says of the voxels behind it.
 *
 * @param order of the bytes
 * @param bytes of the header
 * @param type of the voxels
 * @param offset of the first voxel in the file
 * @param slope a value is slope · stored + intercept
 * @param intercept in the unit of the values
 * @see <a href="https://nifti.nimh.nih.gov">nifti1.h and nifti2.h, NIfTI Data Format Working
 *     Group</a>
 */
record NiftiHeader(
    ByteOrder order,
    int bytes,
    NiftiGeometry geometry,
    NiftiType type,
    long offset,
    double slope,
    double intercept) {
  private static final int FIRST = 348;
  private static final int SECOND = 540;

  /** Whether the first four bytes are the length of a header, in either order. */
  static boolean recognizes(byte[] start) {
    return start.length >= 4 && length(start, order(start)) > 0;
  }

  /** Reads the header and leaves the stream behind it. */
  static NiftiHeader read(InputStream in) throws IOException {
    byte[] start = in.readNBytes(4);
    if (start.length == 0) {
      throw new IOException("is empty (0 bytes)");
    }
    if (!recognizes(start)) {
      throw new IOException("is no NIfTI file: it does not begin with the length of a header");
    }
    ByteOrder order = order(start);
    int length = length(start, order);
    byte[] header = new byte[length];
    System.arraycopy(start, 0, header, 0, 4);
    if (in.readNBytes(header, 4, length - 4) < length - 4) {
      throw new EOFException("is cut within its header");
    }
    Fields fields = new Fields(ByteBuffer.wrap(header).order(order), length == SECOND);
    checkMagic(header, fields.second);
    return fields.header();
  }

  private static ByteOrder order(byte[] start) {
    return start[0] == 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
  }

  /** 348 or 540, or 0 if it is neither. */
  private static int length(byte[] start, ByteOrder order) {
    int length = ByteBuffer.wrap(start).order(order).getInt();
    return length == FIRST || length == SECOND ? length : 0;
  }

  private static void checkMagic(byte[] header, boolean second) throws IOException {
    String magic =
        new String(header, second ? 4 : 344, second ? 8 : 4, StandardCharsets.ISO_8859_1);
    String tail = second ? "2\0\r\n\u001a\n" : "1\0";
    if (magic.equals("ni" + tail)) {
      throw new IOException(
          "is one of a pair of files, .hdr and .img; save the volume as one .nii file");
    }
    if (!second && magic.equals("\0\0\0\0")) {
      throw new IOException(
          "is an ANALYZE 7.5 header, which does not tell left from right; convert it to NIfTI");
    }
    if (!magic.equals("n+" + tail)) {
      throw new IOException("has the wrong magic '" + Shown.text(magic) + "': damaged or no NIfTI");
    }
  }

  /** The fields of one header; the two versions differ in their places and widths. */
  private record Fields(ByteBuffer in, boolean second) {
    NiftiHeader header() throws IOException {
      NiftiType type = NiftiType.of(in.getShort(second ? 12 : 70));
      int bits = in.getShort(second ? 14 : 72);
      if (bits != type.bytes() * 8) {
        throw new IOException(
            "declares " + bits + " bits a voxel where its data type has " + type.bytes() * 8);
      }
      NiftiGeometry geometry = geometry();
      double slope = second ? in.getDouble(176) : in.getFloat(112);
      double intercept = second ? in.getDouble(184) : in.getFloat(116);
      if (slope == 0 || !Double.isFinite(slope)) {
        slope = 1;
        intercept = 0;
      }
      if (!Double.isFinite(intercept)) {
        throw new IOException("has the intercept " + intercept + " (scl_inter)");
      }
      int length = in.capacity();
      return new NiftiHeader(in.order(), length, geometry, type, offset(), slope, intercept);
    }

    private long offset() throws IOException {
      double offset = second ? in.getLong(168) : in.getFloat(108);
      // Four bytes behind the header say whether extensions follow.
      if (!(offset >= in.capacity() + 4) || offset > Limits.BYTES || offset != Math.rint(offset)) {
        throw new IOException(
            "has the impossible offset of its voxels " + offset + " (vox_offset)");
      }
      return (long) offset;
    }

    private NiftiGeometry geometry() throws IOException {
      long axes = dim(0);
      if (axes < 2 || axes > 7) {
        throw new IOException("declares " + axes + " axes; readable: 2 or 3 of space");
      }
      int[] shape = {1, 1, 1};
      long voxels = 1;
      for (int axis = 1; axis <= axes; axis++) {
        long length = dim(axis);
        if (length < 1) {
          throw new IOException("declares the length " + length + " of axis " + axis);
        }
        if (axis > 3 && length > 1) {
          throw new IOException(
              "holds "
                  + length
                  + (axis == 4 ? " points in time" : " values a voxel (axis " + axis + ")")
                  + "; save the one that counts as one volume");
        }
        if (length > Math.min(Limits.PIXELS, Integer.MAX_VALUE - 16) / voxels) {
          throw new IOException(
              "declares more voxels than "
                  + Limits.PIXELS
                  + "; if that is meant, raise -Dridgeline.limit.pixels");
        }
        voxels *= length;
        if (axis <= 3) {
          shape[axis - 1] = (int) length;
        }
      }
      return new NiftiGeometry(
          (int) Math.min(axes, 3),
          shape,
          (second ? in.getInt(500) : in.get(123)) & 7,
          reals(second ? 104 : 76, 4),
          second ? in.getInt(344) : in.getShort(252),
          reals(second ? 352 : 256, 3),
          reals(second ? 376 : 268, 3),
          second ? in.getInt(348) : in.getShort(254),
          new double[][] {
            reals(second ? 400 : 280, 4), reals(second ? 432 : 296, 4), reals(second ? 464 : 312, 4)
          });
    }

    private long dim(int index) {
      return second ? in.getLong(16 + 8 * index) : in.getShort(40 + 2 * index);
    }

    private double[] reals(int at, int count) {
      IntToDoubleFunction real =
          second ? i -> in.getDouble(at + 8 * i) : i -> in.getFloat(at + 4 * i);
      return java.util.stream.IntStream.range(0, count).mapToDouble(real).toArray();
    }
  }
}
