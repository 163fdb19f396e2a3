package io.ridgeline.image;

import io.ridgeline.DataException;
import io.ridgeline.image.nifti.NiftiReader;
import io.ridgeline.image.nifti.NiftiVolume;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Reads PNG, JPEG, TIFF, BMP, PGM, PPM and NIfTI, recognized by content whatever the file is
 * called.
 *
 * <p>Grey and RGB of 8 or 16 bits keep their stored values (PGM and PPM any white). A palette is
 * looked up: RGB, or grey if all its entries are; grey of fewer bits is spread over 0..255. An
 * alpha channel is dropped and the colour beneath it kept. Colour profiles and the camera's
 * orientation mark are not applied. A NIfTI volume is turned to the canonical frame (see {@link
 * NiftiReader}) and its values keep their own meaning: white is 1. CMYK, signed and floating-point
 * samples, and files of several images or frames are refused. A file that is cut or damaged is
 * refused, never half decoded; what a file declares is checked against {@link Limits} and its
 * length before anything is allocated.
 */
public final class ImageReader {
  private ImageReader() {}

  /**
   * The image in a file.
   *
   * @throws DataException if it cannot be read; names the path and the reason
   */
  public static Image read(Path file) {
    return read(bytes(file), Shown.path(file));
  }

  /**
   * The image in a file's bytes.
   *
   * @param name of the file, for messages
   * @throws DataException if it cannot be read; names the reason
   */
  public static Image read(byte[] bytes, String name) {
    Decoded decoded = decode(bytes, name);
    if (decoded.frames() > 1) {
      throw new DataException(
          name + ": holds " + decoded.frames() + " frames; save the one that counts as one image");
    }
    return decoded.image();
  }

  /**
   * What a file holds; of several frames the first is looked at.
   *
   * @throws DataException if it cannot be read; names the path and the reason
   */
  public static ImageInfo inspect(Path file) {
    byte[] bytes = bytes(file);
    ImageFormat format = ImageFormat.of(bytes);
    Decoded decoded = decode(bytes, Shown.path(file));
    Image image = decoded.image();
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    double sum = 0;
    for (float v : image.values()) {
      min = Math.min(min, v);
      max = Math.max(max, v);
      sum += v;
    }
    return new ImageInfo(
        format.name(),
        image.width(),
        image.height(),
        image.depth(),
        image.spacing(),
        image.channels(),
        decoded.bits(),
        decoded.frames(),
        min,
        max,
        sum,
        format == ImageFormat.NIFTI ? floats(image) : stored(image));
  }

  /**
   * The bytes of a file, of at most {@link Limits#BYTES}.
   *
   * @throws DataException if it cannot be read; names the path and the reason
   */
  public static byte[] bytes(Path file) {
    try {
      if (Files.exists(file) && !Files.isRegularFile(file)) {
        throw new DataException(Shown.path(file) + ": is not a file");
      }
      if (Files.size(file) > Limits.BYTES) {
        throw new DataException(Shown.path(file) + ": is larger than " + Limits.BYTES + " bytes");
      }
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new DataException(Shown.path(file) + ": there is no such file", e);
    } catch (IOException e) {
      throw new DataException(Shown.path(file) + ": cannot be read: " + Shown.reason(e), e);
    }
  }

  private static Decoded decode(byte[] bytes, String name) {
    try {
      ImageFormat format = ImageFormat.of(bytes);
      Layout layout;
      switch (format) {
        case PGM, PPM -> {
          return Netpbm.read(bytes);
        }
        case NIFTI -> {
          NiftiVolume volume = NiftiReader.read(bytes, name);
          return new Decoded(volume.image(), volume.type().bytes() * 8, 1);
        }
        case PNG -> layout = PngStructure.check(bytes);
        case JPEG -> layout = JpegStructure.check(bytes);
        case TIFF -> layout = TiffStructure.check(bytes);
        case BMP -> layout = BmpStructure.check(bytes);
        default -> throw new IOException(ImageFormat.refusal(bytes));
      }
      Image image = Raster.decode(format, bytes, layout);
      return new Decoded(image, layout.bits(), layout.frames());
    } catch (IOException e) {
      throw new DataException(name + ": " + Shown.reason(e), e);
    }
  }

  private static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Of samples side by side. */
  private static String stored(Image image) {
    int plane = image.plane();
    int width = image.white() > 255 ? 2 : 1;
    MessageDigest digest = md5();
    ByteBuffer pixel = ByteBuffer.allocate(image.channels() * width).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < plane; i++) {
      pixel.clear();
      for (int c = 0; c < image.channels(); c++) {
        int value = (int) image.values()[c * plane + i];
        if (width == 2) {
          pixel.putShort((short) value);
        } else {
          pixel.put((byte) value);
        }
      }
      digest.update(pixel.array());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Of values with a meaning of their own. */
  private static String floats(Image image) {
    MessageDigest digest = md5();
    ByteBuffer voxel = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : image.values()) {
      digest.update(voxel.putFloat(0, value).array());
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
