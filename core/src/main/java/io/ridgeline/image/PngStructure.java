package io.ridgeline.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Checks a PNG from signature to {@code IEND}: every chunk's checksum, and that the image data
 * unpack to exactly the declared rows.
 *
 * <p>Decoders forgive a lot of this and hand out half an image.
 */
final class PngStructure {
  private static final int SIGNATURE = 8;
  // First column, first row, column step and row step of each Adam7 pass.
  private static final int[][] PASSES = {
    {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
  };

  private PngStructure() {}

  static Layout check(byte[] bytes) throws IOException {
    ByteBuffer file = ByteBuffer.wrap(bytes).position(SIGNATURE);
    ByteBuffer header = null;
    List<ByteBuffer> data = new ArrayList<>();
    int frames = 1;
    while (true) {
      if (file.remaining() < 12) {
        throw new IOException("is cut: it ends after " + bytes.length + " bytes without IEND");
      }
      int length = file.getInt();
      if (length < 0 || length > file.remaining() - 8) {
        throw new IOException("is cut or damaged: a chunk runs past the end of the file");
      }
      CRC32 sum = new CRC32();
      sum.update(bytes, file.position(), length + 4);
      String type = new String(bytes, file.position(), 4, StandardCharsets.ISO_8859_1);
      ByteBuffer chunk = file.slice(file.position() + 4, length);
      file.position(file.position() + 4 + length);
      if (file.getInt() != (int) sum.getValue()) {
        throw new IOException("is damaged: chunk " + Shown.text(type) + " fails its checksum");
      }
      if ((header == null) != type.equals("IHDR")) {
        throw new IOException("is damaged: IHDR is missing or doubled");
      }
      switch (type) {
        case "IHDR" -> header = chunk;
        case "IDAT" -> data.add(chunk);
        case "acTL" -> frames = length < 4 ? 1 : Math.max(chunk.getInt(0), 1);
        default -> {}
      }
      if (header != null && type.equals("IEND")) {
        return layout(header, data, frames, bytes.length);
      }
    }
  }

  private static Layout layout(ByteBuffer header, List<ByteBuffer> data, int frames, int fileSize)
      throws IOException {
    if (header.capacity() != 13) {
      throw new IOException("is damaged: IHDR has " + header.capacity() + " bytes");
    }
    int width = header.getInt();
    int height = header.getInt();
    int bits = header.get();
    int colour = header.get();
    header.getShort();
    int interlace = header.get();
    Layout.checkSize(width & 0xFFFFFFFFL, height & 0xFFFFFFFFL);
    int samples =
        switch (colour) {
          case 0, 3 -> 1;
          case 2 -> 3;
          case 4 -> 2;
          case 6 -> 4;
          default -> throw new IOException("declares the unknown colour type " + colour);
        };
    if (Integer.bitCount(bits) != 1 || bits < 1 || bits > 16 || interlace < 0 || interlace > 1) {
      throw new IOException("declares " + bits + " bits a sample, interlace " + interlace);
    }
    long expected = 0;
    for (int[] pass : interlace == 1 ? PASSES : new int[][] {{0, 0, 1, 1}}) {
      long columns = ((long) width - pass[0] + pass[2] - 1) / pass[2];
      long rows = ((long) height - pass[1] + pass[3] - 1) / pass[3];
      expected += columns == 0 ? 0 : rows * (1 + (columns * bits * samples + 7) / 8);
    }
    Layout.checkRatio(expected, fileSize);
    if (unpacked(data, expected) != expected) {
      throw new IOException("is cut or damaged: its data do not fill the declared rows");
    }
    return new Layout(width, height, colour == 0 || colour == 4, bits, frames);
  }

  /** Unpacked length, or -1 if the stream is broken or longer than {@code most}. */
  private static long unpacked(List<ByteBuffer> data, long most) throws IOException {
    Inflater inflater = new Inflater();
    try {
      byte[] out = new byte[65_536];
      for (ByteBuffer chunk : data) {
        inflater.setInput(chunk);
        while (!inflater.finished() && !inflater.needsInput()) {
          if (inflater.inflate(out) == 0 && inflater.needsDictionary()) {
            return -1;
          }
          if (inflater.getBytesWritten() > most) {
            return -1;
          }
        }
      }
      return inflater.finished() ? inflater.getBytesWritten() : -1;
    } catch (DataFormatException e) {
      throw new IOException("is damaged: its data cannot be unpacked", e);
    } finally {
      inflater.end();
    }
  }
}
