package io.ridgeline.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;

/** Checks that an uncompressed BMP holds all of its declared rows. */
final class BmpStructure {
  private static final Set<Integer> BITS = Set.of(1, 4, 8, 24, 32);

  private BmpStructure() {}

  static Layout check(byte[] bytes) throws IOException {
    ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.length < 26) {
      throw new IOException("is cut: " + bytes.length + " bytes hold no header");
    }
    boolean old = file.getInt(14) == 12;
    if (!old && (file.getInt(14) < 40 || bytes.length < 54)) {
      throw new IOException("is cut or damaged: its header is too short");
    }
    long width = old ? file.getShort(18) & 0xFFFF : file.getInt(18);
    // A negative height says that the rows run from top to bottom.
    long height = old ? file.getShort(20) & 0xFFFF : Math.abs((long) file.getInt(22));
    int bits = file.getShort(old ? 24 : 28);
    int compression = old ? 0 : file.getInt(30);
    Layout.checkSize(width, height);
    if (!BITS.contains(bits) || (compression != 0 && !(compression == 3 && bits == 32))) {
      throw new IOException(
          "is a BMP of "
              + bits
              + " bits a pixel with compression "
              + compression
              + "; only uncompressed 1, 4, 8, 24 and 32 are read");
    }
    long offset = file.getInt(10) & 0xFFFFFFFFL;
    long stride = (width * bits + 31) / 32 * 4;
    if (offset < 26 || offset + stride * height > bytes.length) {
      throw new IOException(
          "is cut: it has "
              + bytes.length
              + " bytes where its header asks for "
              + (offset + stride * height));
    }
    return new Layout((int) width, (int) height, false, Math.min(bits, 8), 1);
  }
}
