package io.ridgeline.image;

import java.io.IOException;

/**
 * Reads PGM and PPM: grey ({@code P2}, {@code P5}) and colour ({@code P3}, {@code P6}), as text or
 * binary, with any white from 1 to 65535.
 *
 * <p>A text file must end with white space: without it a last number {@code 255} cut to {@code 25}
 * could not be told from a whole one.
 */
final class Netpbm {
  private final byte[] bytes;
  private int at = 2;

  private Netpbm(byte[] bytes) {
    this.bytes = bytes;
  }

  static Decoded read(byte[] bytes) throws IOException {
    return new Netpbm(bytes).image();
  }

  private Decoded image() throws IOException {
    boolean text = bytes[1] == '2' || bytes[1] == '3';
    int channels = bytes[1] == '3' || bytes[1] == '6' ? 3 : 1;
    if (bytes.length < 3 || !(isSpace(bytes[2]) || bytes[2] == '#')) {
      throw new IOException("is no PGM or PPM: its header is not followed by white space");
    }
    int width = number();
    int height = number();
    int white = number();
    Layout.checkSize(width, height);
    if (white < 1 || white > 65_535) {
      throw new IOException("declares the white " + white + "; valid: 1 to 65535");
    }
    at++;
    int sampleBytes = white > 255 ? 2 : 1;
    long samples = (long) width * height * channels;
    int left = bytes.length - at;
    // As text a sample takes a digit and a space at least, so nothing is allocated for a bare
    // header.
    if (left < samples * (text ? 2 : sampleBytes)) {
      throw new IOException("is cut: " + left + " bytes cannot hold " + samples + " samples");
    }
    int plane = width * height;
    float[] values = new float[channels * plane];
    for (int i = 0; i < plane; i++) {
      for (int c = 0; c < channels; c++) {
        int value = text ? number() : binary(sampleBytes);
        if (value > white) {
          throw new IOException("holds " + value + " where white is " + white);
        }
        values[c * plane + i] = value;
      }
    }
    while (text && at < bytes.length && isSpace(bytes[at])) {
      at++;
    }
    if (at != bytes.length) {
      throw new IOException(
          "holds " + (bytes.length - at) + " bytes after its image; several images are not read");
    }
    Image image = new Image(channels, height, width, white, values);
    return new Decoded(image, sampleBytes * 8, 1);
  }

  private int binary(int width) {
    int value = bytes[at++] & 0xFF;
    return width == 1 ? value : value << 8 | (bytes[at++] & 0xFF);
  }

  /** The next number; comments and space before it are passed over, space after it is demanded. */
  private int number() throws IOException {
    while (at < bytes.length && (isSpace(bytes[at]) || bytes[at] == '#')) {
      if (bytes[at] == '#') {
        while (at < bytes.length && bytes[at] != '\n') {
          at++;
        }
      } else {
        at++;
      }
    }
    int value = 0;
    int start = at;
    while (at < bytes.length && bytes[at] >= '0' && bytes[at] <= '9') {
      value = value * 10 + bytes[at++] - '0';
      if (value > 99_999_999) {
        throw new IOException("holds a number that is too large");
      }
    }
    if (at == start && at < bytes.length) {
      throw new IOException("holds something else where a number belongs, at byte " + at);
    }
    if (at == bytes.length || !isSpace(bytes[at])) {
      throw new IOException("is cut or damaged: no white space after a number, at byte " + at);
    }
    return value;
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || (b >= '\t' && b <= '\r');
  }
}
