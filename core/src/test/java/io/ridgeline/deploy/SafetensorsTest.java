package io.ridgeline.deploy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {
  private static final Path PATH = Path.of("weights.safetensors");

  private static byte[] fixture(String name) throws IOException {
    try (InputStream in = SafetensorsTest.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(in).readAllBytes();
    }
  }

  private static byte[] file(String header, int dataBytes) {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + json.length + dataBytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(json.length)
        .put(json)
        .array();
  }

  @Test
  void readsEveryTypeWrittenByPython() throws IOException {
    Map<String, NamedArray> arrays = Safetensors.decode(fixture("mixed.safetensors"), PATH);
    assertEquals(
        List.of("stem.0.weight", "größe", "steps", "nothing"), List.copyOf(arrays.keySet()));
    NamedArray weight = Objects.requireNonNull(arrays.get("stem.0.weight"));
    assertArrayEquals(new long[] {2, 3}, weight.shape());
    assertArrayEquals(
        new float[] {1.5f, -2.25f, 0.1f, Float.POSITIVE_INFINITY, Float.MAX_VALUE, -0.0f},
        weight.values());
    assertArrayEquals(
        new float[] {0.1f, -1e-3f}, Objects.requireNonNull(arrays.get("größe")).values());
    assertArrayEquals(new float[] {12345}, Objects.requireNonNull(arrays.get("steps")).values());
    assertArrayEquals(new long[] {0, 5}, Objects.requireNonNull(arrays.get("nothing")).shape());
  }

  @Test
  void writesWhatThePublishedFormatSays() throws IOException {
    Map<String, NamedArray> arrays = new LinkedHashMap<>();
    arrays.put("a", new NamedArray(new long[] {1, 2}, new float[] {1, 2}));
    arrays.put("b", new NamedArray(new long[] {}, new float[] {3}));
    assertArrayEquals(fixture("written.safetensors"), Safetensors.encode(arrays));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // a gap, an overlap, a value behind the end, bytes that belong to nothing
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
            + "\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,12]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}",
        "{}",
        // a doubled name, a size that disagrees, an overflow, negative, fractional, unknown type
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
            + "\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[-2,-1],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2.0],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"F31\",\"shape\":[2],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,0]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8],\"x\":1}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2]}}",
        "{\"a\":7}",
        "{\"__metadata__\":{\"a\":1}}",
        " {\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}} {}",
        "[]",
        "{\"a\"",
      })
  void refusesWhatTheFormatForbids(String header) {
    assertIntegrity(file(header, 8));
  }

  @Test
  void acceptsTheHeaderThatTheRefusedOnesVary() {
    String header = "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}  ";
    assertEquals(1, Safetensors.decode(file(header, 8), PATH).size());
  }

  @Test
  void refusesHeaderLengthsAtOnce() {
    for (long length : new long[] {-1, 0, 1, 9, 100_000_001L, Long.MAX_VALUE}) {
      ByteBuffer b = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
      assertIntegrity(b.array());
    }
  }

  @Test
  void refusesTruncationAtEveryByte() throws IOException {
    byte[] whole = fixture("mixed.safetensors");
    for (int length = 0; length < whole.length; length++) {
      assertIntegrity(java.util.Arrays.copyOf(whole, length));
    }
  }

  @Test
  void twoThousandMutantsGiveOnlyTypedErrors() throws IOException {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
    byte[] whole = fixture("mixed.safetensors");
    int refused = 0;
    for (int i = 0; i < 2000; i++) {
      byte[] mutant = whole.clone();
      for (int n = random.nextInt(1, 5); n > 0; n--) {
        int at = random.nextInt(random.nextBoolean() ? 12 : mutant.length);
        mutant[at] = (byte) (random.nextBoolean() ? random.nextInt() : mutant[at] ^ 1 << n);
      }
      try {
        Safetensors.decode(mutant, PATH);
      } catch (StoreException e) {
        assertEquals(StoreException.Reason.INTEGRITY, e.reason());
        refused++;
      }
    }
    assertTrue(refused > 1000, refused + " refused");
  }

  private static void assertIntegrity(byte[] bytes) {
    StoreException e = assertThrows(StoreException.class, () -> Safetensors.decode(bytes, PATH));
    assertEquals(StoreException.Reason.INTEGRITY, e.reason());
  }
}
