package io.ridgeline.image;

import java.io.IOException;

/**
 * Walks a JPEG's markers from start to end of image, so that a cut file is known before decoding.
 */
final class JpegStructure {
  // A block of 64 pixels takes at least one bit of coded data.
  private static final long MOST_PIXELS_A_BYTE = 1024;

  private JpegStructure() {}

  static Layout check(byte[] bytes) throws IOException {
    Layout layout = null;
    boolean scanned = false;
    int at = 2;
    while (true) {
      at = nextMarker(bytes, at);
      int marker = bytes[at - 1] & 0xFF;
      if (marker == 0xD9) {
        if (layout == null || !scanned) {
          throw new IOException("is damaged: it ends before any image data");
        }
        return layout;
      }
      if (marker == 0x01 || (marker >= 0xD0 && marker <= 0xD7)) {
        continue;
      }
      int length = at + 2 > bytes.length ? 0 : number(bytes, at);
      if (length < 2 || at + length > bytes.length) {
        throw new IOException("is cut or damaged: a segment runs past the end of the file");
      }
      boolean frame = marker >= 0xC0 && marker <= 0xCF;
      if (frame && marker != 0xC4 && marker != 0xC8 && marker != 0xCC) {
        if (layout != null) {
          throw new IOException("is damaged: it declares two frames");
        }
        layout = frame(bytes, at, length, marker);
      }
      scanned |= marker == 0xDA;
      at += length;
    }
  }

  private static Layout frame(byte[] bytes, int at, int length, int marker) throws IOException {
    if (marker > 0xC2) {
      throw new IOException(
          "is a lossless, hierarchical or arithmetic-coded JPEG, which is not read");
    }
    if (length < 8) {
      throw new IOException("is damaged: its frame header has " + length + " bytes");
    }
    int bits = bytes[at + 2] & 0xFF;
    int height = number(bytes, at + 3);
    int width = number(bytes, at + 5);
    int components = bytes[at + 7] & 0xFF;
    Layout.checkSize(width, height);
    if (bits != 8) {
      throw new IOException("is a JPEG of " + bits + " bits a sample; only 8 are read");
    }
    if (components == 4) {
      throw new IOException("is a CMYK JPEG of four inks; convert it to RGB or grey");
    }
    if (components != 1 && components != 3) {
      throw new IOException("declares " + components + " colour components");
    }
    if ((long) width * height > MOST_PIXELS_A_BYTE * bytes.length) {
      throw new IOException("is cut: " + bytes.length + " bytes cannot hold the declared pixels");
    }
    return new Layout(width, height, components == 1, bits, 1);
  }

  /** The position after the next marker; coded data and fill bytes are passed over. */
  private static int nextMarker(byte[] bytes, int from) throws IOException {
    for (int i = from; i + 1 < bytes.length; i++) {
      if (bytes[i] == (byte) 0xFF && bytes[i + 1] != 0 && bytes[i + 1] != (byte) 0xFF) {
        return i + 2;
      }
    }
    throw new IOException("is cut: it ends after " + bytes.length + " bytes without its end mark");
  }

  private static int number(byte[] bytes, int at) {
    return (bytes[at] & 0xFF) << 8 | (bytes[at + 1] & 0xFF);
  }
}
