package io.ridgeline.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.ridgeline.Fixture;
import io.ridgeline.engine.Tensor;
import java.util.Arrays;
import java.util.List;

/** Class maps for tests, with what PyTorch makes of them. */
public final class Maps {
  /** Flat images of three classes, and volumes of two. */
  public static final List<String> FORMS = List.of("flat", "deep");

  private static final JsonNode FIXTURE = Fixture.read("loss/segmentation.json");

  private Maps() {}

  /** The maps of a form. */
  public static JsonNode of(String form) {
    return FIXTURE.get(form);
  }

  /** Maps by name, {@code [N, K, ...]}. */
  public static Tensor tensor(JsonNode form, String name) {
    return Tensor.of(Fixture.floats(form.get(name)), shape(form));
  }

  private static long[] shape(JsonNode form) {
    return Arrays.stream(Fixture.doubles(form.get("shape"))).mapToLong(n -> (long) n).toArray();
  }

  /** The class of every pixel. */
  public static byte[] labels(JsonNode form) {
    double[] values = Fixture.doubles(form.get("labels"));
    byte[] labels = new byte[values.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = (byte) values[i];
    }
    return labels;
  }

  /** The labels as one-hot maps. */
  public static Tensor targets(JsonNode form) {
    long[] shape = shape(form);
    byte[] labels = labels(form);
    int classes = (int) shape[1];
    int pixels = (int) (labels.length / shape[0]);
    float[] maps = new float[labels.length * classes];
    for (int i = 0; i < labels.length; i++) {
      maps[(i / pixels * classes + labels[i]) * pixels + i % pixels] = 1;
    }
    return Tensor.of(maps, shape);
  }

  /** Asserts a value and its gradient. */
  public static void assertIs(JsonNode expected, Tensor value, Tensor variable) {
    double size = Math.max(1, Math.abs(expected.get("value").asDouble()));
    assertEquals(expected.get("value").asDouble(), value.item(), 1e-6 * size);
    assertArrayEquals(
        Fixture.floats(expected.get("gradient")), value.gradient(variable, false).toArray(), 1e-6f);
  }
}
