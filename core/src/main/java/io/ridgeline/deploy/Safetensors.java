package io.ridgeline.deploy;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ridgeline.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The safetensors file: an 8-byte little-endian header length, a JSON header, the values.
 *
 * <p>The header maps each name to {@code {"dtype", "shape", "data_offsets": [begin, end]}}, offsets
 * counted from the end of the header; {@code __metadata__} maps text to text. Nothing in the file
 * can execute. Written is {@code F32}, in the order given; read are {@code F32}, {@code F64} and
 * {@code I64}, the latter two rounded to the nearest float. Reading is strict: values without gaps
 * or overlaps from the header to the end of the file, no doubled name, sizes that agree.
 *
 * @see <a href="https://github.com/huggingface/safetensors#format">the format</a>
 */
public final class Safetensors {
  private static final String METADATA = "__metadata__";
  private static final int LENGTH_BYTES = 8;

  /** The reference implementation's own limit. */
  private static final long MAX_HEADER = 100_000_000;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Safetensors() {}

  /** The file's bytes; values start at a multiple of eight bytes. */
  public static byte[] encode(Map<String, NamedArray> arrays) {
    return encode(arrays, Map.of());
  }

  /** The same with texts by name, which {@link #metadata} finds again. */
  public static byte[] encode(Map<String, NamedArray> arrays, Map<String, String> metadata) {
    ObjectNode header = JSON.createObjectNode();
    if (!metadata.isEmpty()) {
      ObjectNode texts = header.putObject(METADATA);
      metadata.forEach(texts::put);
    }
    long size = 0;
    for (Map.Entry<String, NamedArray> e : arrays.entrySet()) {
      if (e.getKey().equals(METADATA)) {
        throw new IllegalArgumentException(METADATA + " cannot name a tensor");
      }
      ObjectNode entry = header.putObject(e.getKey()).put("dtype", "F32");
      for (long length : e.getValue().shape()) {
        entry.withArray("/shape").add(length);
      }
      entry.withArray("/shape");
      long end = size + 4L * e.getValue().values().length;
      entry.putArray("data_offsets").add(size).add(end);
      size = end;
    }
    byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
    int padded = (json.length + LENGTH_BYTES - 1) / LENGTH_BYTES * LENGTH_BYTES;
    ByteBuffer file =
        ByteBuffer.allocate(Math.toIntExact(LENGTH_BYTES + padded + size))
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(padded)
            .put(json);
    while (file.position() < LENGTH_BYTES + padded) {
      file.put((byte) ' ');
    }
    arrays.values().forEach(a -> put(file, a.values()));
    return file.array();
  }

  private static void put(ByteBuffer file, float[] values) {
    for (float v : values) {
      file.putFloat(v);
    }
  }

  /**
   * The texts in a file's bytes.
   *
   * @param path named in errors
   * @throws StoreException {@code INTEGRITY} if the file is not exactly what the format says
   */
  public static Map<String, String> metadata(byte[] bytes, Path path) {
    decode(bytes, path);
    int length = (int) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    Map<String, String> texts = new LinkedHashMap<>();
    header(bytes, length, path)
        .path(METADATA)
        .properties()
        .forEach(text -> texts.put(text.getKey(), text.getValue().asText()));
    return texts;
  }

  /**
   * The arrays in a file's bytes, in the order of their values.
   *
   * @param path named in errors
   * @throws StoreException {@code INTEGRITY} if the file is not exactly what the format says
   */
  public static Map<String, NamedArray> decode(byte[] bytes, Path path) {
    if (bytes.length < LENGTH_BYTES) {
      throw damaged(path, "is cut off: " + bytes.length + " bytes");
    }
    ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long length = file.getLong();
    if (length < 2 || length > Math.min(MAX_HEADER, bytes.length - LENGTH_BYTES)) {
      throw damaged(path, "declares a header of " + length + " bytes");
    }
    int start = LENGTH_BYTES + (int) length;
    Map<String, NamedArray> arrays = new LinkedHashMap<>();
    long position = 0;
    for (Entry e : entries(header(bytes, (int) length, path), path)) {
      if (e.begin != position) {
        throw damaged(path, e.name + " starts at " + e.begin + " instead of " + position);
      }
      if (e.end > bytes.length - start) {
        throw damaged(path, e.name + " ends behind the end of the file");
      }
      position = e.end;
      float[] values = new float[(int) ((e.end - e.begin) / e.type.bytes)];
      file.position(start + (int) e.begin);
      for (int i = 0; i < values.length; i++) {
        values[i] = e.type.get(file);
      }
      arrays.put(e.name, new NamedArray(e.shape, values));
    }
    if (position != bytes.length - start) {
      throw damaged(path, (bytes.length - start - position) + " bytes belong to no tensor");
    }
    return arrays;
  }

  private enum Type {
    F32(4),
    F64(8),
    I64(8);

    final int bytes;

    Type(int bytes) {
      this.bytes = bytes;
    }

    float get(ByteBuffer b) {
      return switch (this) {
        case F32 -> b.getFloat();
        case F64 -> (float) b.getDouble();
        case I64 -> (float) b.getLong();
      };
    }
  }

  private record Entry(String name, Type type, long[] shape, long begin, long end) {}

  private static JsonNode header(byte[] bytes, int length, Path path) {
    if (bytes[LENGTH_BYTES] != '{') {
      throw damaged(path, "its header does not start with '{'");
    }
    try {
      return JSON.readTree(new String(bytes, LENGTH_BYTES, length, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new StoreException(
          StoreException.Reason.INTEGRITY, path, "its header is not valid JSON", e);
    }
  }

  private static List<Entry> entries(JsonNode header, Path path) {
    List<Entry> entries = new ArrayList<>();
    for (Map.Entry<String, JsonNode> e : header.properties()) {
      if (!e.getKey().equals(METADATA)) {
        entries.add(entry(e.getKey(), e.getValue(), path));
      } else if (!e.getValue().isObject()
          || !e.getValue().valueStream().allMatch(JsonNode::isTextual)) {
        throw damaged(path, METADATA + " does not map text to text");
      }
    }
    // A tensor without values begins where the next one does.
    entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
    return entries;
  }

  private static Entry entry(String name, JsonNode node, Path path) {
    if (!node.isObject() || node.size() != 3) {
      throw damaged(path, name + " has not exactly dtype, shape and data_offsets");
    }
    long[] offsets = wholes(node.path("data_offsets"), name, path);
    long[] shape = wholes(node.path("shape"), name, path);
    Type type =
        switch (node.path("dtype").asText()) {
          case "F32" -> Type.F32;
          case "F64" -> Type.F64;
          case "I64" -> Type.I64;
          default -> throw damaged(path, name + " is of a type that is not read: F32, F64, I64");
        };
    if (offsets.length != 2 || offsets[0] > offsets[1]) {
      throw damaged(path, name + " has no valid data_offsets");
    }
    try {
      long size = type.bytes;
      for (long axis : shape) {
        size = Math.multiplyExact(size, axis);
      }
      if (size != offsets[1] - offsets[0]) {
        throw damaged(path, name + " has another size than its shape says");
      }
    } catch (ArithmeticException e) {
      throw damaged(path, name + " has an impossible shape");
    }
    return new Entry(name, type, shape, offsets[0], offsets[1]);
  }

  private static long[] wholes(JsonNode list, String name, Path path) {
    if (!list.isArray()
        || !list.valueStream()
            .allMatch(n -> n.isIntegralNumber() && n.canConvertToLong() && n.longValue() >= 0)) {
      throw damaged(path, name + " has no valid shape or data_offsets");
    }
    return list.valueStream().mapToLong(JsonNode::longValue).toArray();
  }

  private static StoreException damaged(Path path, String what) {
    return new StoreException(StoreException.Reason.INTEGRITY, path, what, null);
  }
}
