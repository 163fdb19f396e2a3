package io.ridgeline.image;

import java.io.IOException;

/**
 * What a file's own structure says of its image, read before any decoder is trusted with it.
 *
 * @param width in pixels
 * @param height in pixels
 * @param grey whether the colours that matter are one channel; palettes are looked at later
 * @param bits a sample
 * @param frames images in the file
 */
record Layout(int width, int height, boolean grey, int bits, int frames) {
  /**
   * The size as declared.
   *
   * @throws IOException if it is empty or above {@link Limits#PIXELS}
   */
  static void checkSize(long width, long height) throws IOException {
    if (width < 1 || height < 1) {
      throw new IOException("declares the empty size " + width + " x " + height);
    }
    if (width > Integer.MAX_VALUE || height > Limits.PIXELS / width) {
      throw new IOException(
          "declares "
              + width
              + " x "
              + height
              + " pixels, more than "
              + Limits.PIXELS
              + "; if that is meant, raise -Dridgeline.limit.pixels");
    }
  }

  /** Refuses data that unpack to far more than their size. */
  static void checkRatio(long unpacked, long packed) throws IOException {
    if (Limits.isBomb(unpacked, packed)) {
      throw new IOException(
          "unpacks "
              + packed
              + " bytes to "
              + unpacked
              + "; if that is meant, raise -Dridgeline.limit.ratio");
    }
  }
}
