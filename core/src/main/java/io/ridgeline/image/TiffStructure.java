package io.ridgeline.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Checks a TIFF's directory: a kind of image that is read, and strips or tiles that all lie inside
 * the file.
 */
final class TiffStructure {
  private static final int WIDTH = 256;
  private static final int HEIGHT = 257;
  private static final int BITS = 258;
  private static final int COMPRESSION = 259;
  private static final int PHOTOMETRIC = 262;
  private static final int STRIP_OFFSETS = 273;
  private static final int SAMPLES = 277;
  private static final int ROWS_PER_STRIP = 278;
  private static final int STRIP_LENGTHS = 279;
  private static final int PLANAR = 284;
  private static final int TILE_WIDTH = 322;
  private static final int TILE_HEIGHT = 323;
  private static final int TILE_OFFSETS = 324;
  private static final int TILE_LENGTHS = 325;
  private static final int SAMPLE_FORMAT = 339;

  private static final int UNCOMPRESSED = 1;
  // LZW, JPEG, both names of deflate, PackBits.
  private static final Set<Integer> COMPRESSIONS = Set.of(UNCOMPRESSED, 5, 7, 8, 32_946, 32_773);
  private static final Set<Integer> USED =
      Set.of(
          WIDTH,
          HEIGHT,
          BITS,
          COMPRESSION,
          PHOTOMETRIC,
          STRIP_OFFSETS,
          SAMPLES,
          ROWS_PER_STRIP,
          STRIP_LENGTHS,
          PLANAR,
          TILE_WIDTH,
          TILE_HEIGHT,
          TILE_OFFSETS,
          TILE_LENGTHS,
          SAMPLE_FORMAT);

  private final ByteBuffer file;
  private final Map<Integer, long[]> tags = new HashMap<>();

  private TiffStructure(byte[] bytes) {
    file = ByteBuffer.wrap(bytes);
    file.order(bytes[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
  }

  static Layout check(byte[] bytes) throws IOException {
    TiffStructure tiff = new TiffStructure(bytes);
    return tiff.layout(tiff.directories());
  }

  /** Reads the first directory's tags and counts the directories. */
  private int directories() throws IOException {
    Set<Long> seen = new HashSet<>();
    long at = unsigned(4, 4);
    while (at != 0) {
      if (!seen.add(at) || seen.size() > 100_000) {
        throw new IOException("is damaged: its directories run in a circle");
      }
      int entries = (int) unsigned(at, 2);
      for (int i = 0; i < entries && seen.size() == 1; i++) {
        entry(at + 2 + 12L * i);
      }
      at = unsigned(at + 2 + 12L * entries, 4);
    }
    return seen.size();
  }

  private void entry(long at) throws IOException {
    int tag = (int) unsigned(at, 2);
    int size = unsigned(at + 2, 2) == 3 ? 2 : 4;
    long count = unsigned(at + 4, 4);
    if (!USED.contains(tag)) {
      return;
    }
    long from = count * size <= 4 ? at + 8 : unsigned(at + 8, 4);
    if (count < 1 || from + count * size > file.capacity()) {
      throw new IOException("is cut or damaged: tag " + tag + " runs past the end of the file");
    }
    long[] values = new long[(int) count];
    for (int i = 0; i < values.length; i++) {
      values[i] = unsigned(from + (long) i * size, size);
    }
    tags.put(tag, values);
  }

  private Layout layout(int frames) throws IOException {
    long width = first(WIDTH, 0);
    long height = first(HEIGHT, 0);
    Layout.checkSize(width, height);
    int samples = (int) first(SAMPLES, 1);
    int bits = (int) first(BITS, 1);
    int photometric = (int) first(PHOTOMETRIC, -1);
    int compression = (int) first(COMPRESSION, UNCOMPRESSED);
    for (long b : tags.getOrDefault(BITS, new long[] {1})) {
      if (b != bits) {
        throw new IOException("has channels of different depth, which are not read");
      }
    }
    boolean integer = first(SAMPLE_FORMAT, 1) == 1;
    boolean depth = bits == 8 || bits == 16 || (samples == 1 && bits == 1);
    if (!integer || !depth) {
      throw new IOException(
          "has "
              + bits
              + " bits a sample, "
              + (integer ? "" : "signed or floating point; ")
              + "only 8 and 16 without sign are read");
    }
    // White is zero, black is zero, red-green-blue, palette, YCbCr.
    boolean colour = photometric == 2 || photometric == 6;
    if (photometric < 0
        || photometric > 6
        || photometric == 4
        || photometric == 5
        || samples < (colour ? 3 : 1)
        || samples > (colour ? 4 : 2)) {
      throw new IOException(
          "has "
              + samples
              + " channels of photometric kind "
              + photometric
              + "; only grey, palette and RGB are read");
    }
    if (!COMPRESSIONS.contains(compression)) {
      throw new IOException("is packed by method " + compression + ", which is not read");
    }
    checkParts(width, height, samples * bits, compression == UNCOMPRESSED);
    return new Layout((int) width, (int) height, photometric < 2, bits, frames);
  }

  private void checkParts(long width, long height, int pixelBits, boolean uncompressed)
      throws IOException {
    boolean tiled = tags.containsKey(TILE_OFFSETS);
    long[] offsets = tags.get(tiled ? TILE_OFFSETS : STRIP_OFFSETS);
    long[] lengths = tags.get(tiled ? TILE_LENGTHS : STRIP_LENGTHS);
    if (offsets == null || lengths == null || offsets.length != lengths.length) {
      throw new IOException("is damaged: it does not say where its pixels are");
    }
    long partWidth = tiled ? first(TILE_WIDTH, 0) : width;
    long partHeight =
        tiled ? first(TILE_HEIGHT, 0) : Math.min(first(ROWS_PER_STRIP, height), height);
    Layout.checkSize(partWidth, partHeight);
    boolean planar = first(PLANAR, 1) == 2;
    long samples = first(SAMPLES, 1);
    long parts = ceil(width, partWidth) * ceil(height, partHeight) * (planar ? samples : 1);
    if (offsets.length < parts) {
      throw new IOException("is damaged: it has " + offsets.length + " of " + parts + " parts");
    }
    long partRow = ceil(partWidth * (planar ? pixelBits / samples : pixelBits), 8);
    for (int i = 0; i < offsets.length; i++) {
      if (lengths[i] < 1 || offsets[i] + lengths[i] > file.capacity()) {
        throw new IOException("is cut: part " + (i + 1) + " runs past the end of the file");
      }
      long above = i % ceil(height, partHeight) * partHeight;
      long rows = tiled ? partHeight : Math.min(partHeight, height - above);
      if (uncompressed && lengths[i] < rows * partRow) {
        throw new IOException(
            "is cut: part " + (i + 1) + " has " + lengths[i] + " of " + rows * partRow + " bytes");
      }
    }
    long whole = height * ceil(width * pixelBits, 8);
    Layout.checkRatio(Math.max(whole, partHeight * partRow), file.capacity());
  }

  private long first(int tag, long otherwise) {
    long[] values = tags.get(tag);
    return values == null ? otherwise : values[0];
  }

  private static long ceil(long a, long b) {
    return (a + b - 1) / b;
  }

  private long unsigned(long at, int size) throws IOException {
    if (at < 0 || at + size > file.capacity()) {
      throw new IOException("is cut or damaged: its directory runs past the end of the file");
    }
    return size == 2 ? file.getShort((int) at) & 0xFFFFL : file.getInt((int) at) & 0xFFFFFFFFL;
  }
}
