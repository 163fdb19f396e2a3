package io.ridgeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** Numbers that a reference implementation computed; the scripts stand in {@code test/oracles}. */
public final class Fixture {
  private Fixture() {}

  /** The JSON resource {@code io/ridgeline/NAME}. */
  public static JsonNode read(String name) {
    try (InputStream in = Fixture.class.getResourceAsStream("/io/ridgeline/" + name)) {
      return new ObjectMapper().readTree(Objects.requireNonNull(in, name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The numbers of a node, nested lists end to end. */
  public static float[] floats(JsonNode node) {
    double[] wide = doubles(node);
    float[] values = new float[wide.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) wide[i];
    }
    return values;
  }

  /** The numbers of a node, nested lists end to end. */
  public static double[] doubles(JsonNode node) {
    return node.isArray()
        ? java.util.stream.StreamSupport.stream(node.spliterator(), false)
            .flatMapToDouble(child -> java.util.Arrays.stream(doubles(child)))
            .toArray()
        : new double[] {node.asDouble()};
  }
}
