package io.ridgeline.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.ridgeline.deploy.NamedArray;
import io.ridgeline.deploy.Safetensors;
import io.ridgeline.engine.Gradients;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.State;
import io.ridgeline.engine.Tensor;
import io.ridgeline.trial.TrialJson;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The state of a training as the bytes of one safetensors file: tensors under their names, all else
 * as JSON in the file's own texts.
 */
final class StateFile {
  private static final String PLAIN = "state";
  private static final Path NAME = Path.of("checkpoint");

  /**
   * What is no tensor.
   *
   * @param numbers by name; whole ones are exact up to 2⁵³
   * @param lines by name, lines by name
   */
  private record Plain(Map<String, double[]> numbers, Map<String, Map<String, String>> lines) {}

  private final Map<String, NamedArray> arrays;
  private final Plain plain;

  private StateFile(Map<String, NamedArray> arrays, Plain plain) {
    this.arrays = arrays;
    this.plain = plain;
  }

  /** A file that is yet to be filled by {@link #writer}. */
  StateFile() {
    this(new LinkedHashMap<>(), new Plain(new LinkedHashMap<>(), new LinkedHashMap<>()));
  }

  /**
   * Reads what {@link #bytes} gave.
   *
   * @throws io.ridgeline.StoreException if it is something else
   */
  static StateFile read(byte[] bytes) throws JsonProcessingException {
    String json = Safetensors.metadata(bytes, NAME).getOrDefault(PLAIN, "null");
    return new StateFile(
        Safetensors.decode(bytes, NAME), TrialJson.MAPPER.readValue(json, Plain.class));
  }

  byte[] bytes() {
    try {
      return Safetensors.encode(arrays, Map.of(PLAIN, TrialJson.MAPPER.writeValueAsString(plain)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Takes in what it is told. */
  State writer() {
    return new Writer("");
  }

  /** Sets what it is told to what is in the file. */
  State reader() {
    return new Reader("");
  }

  private final class Writer implements State {
    private final String prefix;

    Writer(String prefix) {
      this.prefix = prefix;
    }

    @Override
    public State of(String part) {
      return new Writer(prefix + part + "/");
    }

    @Override
    public void tensors(String name, List<Tensor> tensors) {
      for (int i = 0; i < tensors.size(); i++) {
        Tensor tensor = tensors.get(i);
        put(arrays, name + "." + i, new NamedArray(tensor.shape(), tensor.toArray()));
      }
    }

    @Override
    public void values(String name, float[] values) {
      put(arrays, name, new NamedArray(new long[] {values.length}, values));
    }

    @Override
    public void numbers(String name, double[] numbers) {
      put(plain.numbers, name, numbers.clone());
    }

    @Override
    public void numbers(String name, int[] numbers) {
      double[] exact = new double[numbers.length];
      for (int i = 0; i < exact.length; i++) {
        exact[i] = numbers[i];
      }
      put(plain.numbers, name, exact);
    }

    @Override
    public void lines(String name, Map<String, String> lines) {
      put(plain.lines, name, new LinkedHashMap<>(lines));
    }

    private <V> void put(Map<String, V> into, String name, V value) {
      if (into.put(prefix + name, value) != null) {
        throw new IllegalStateException("told twice: " + prefix + name);
      }
    }
  }

  private final class Reader implements State {
    private final String prefix;

    Reader(String prefix) {
      this.prefix = prefix;
    }

    @Override
    public State of(String part) {
      return new Reader(prefix + part + "/");
    }

    @Override
    public void tensors(String name, List<Tensor> tensors) {
      try (Scope scope = Scope.open();
          Gradients off = Gradients.off()) {
        for (int i = 0; i < tensors.size(); i++) {
          NamedArray saved = get(arrays, name + "." + i);
          tensors.get(i).copyInPlace(Tensor.of(saved.values(), saved.shape()));
        }
      }
    }

    @Override
    public void values(String name, float[] values) {
      System.arraycopy(get(arrays, name).values(), 0, values, 0, values.length);
    }

    @Override
    public void numbers(String name, double[] numbers) {
      System.arraycopy(get(plain.numbers, name), 0, numbers, 0, numbers.length);
    }

    @Override
    public void numbers(String name, int[] numbers) {
      double[] saved = get(plain.numbers, name);
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = (int) saved[i];
      }
    }

    @Override
    public void lines(String name, Map<String, String> lines) {
      lines.clear();
      lines.putAll(get(plain.lines, name));
    }

    private <V> V get(Map<String, V> from, String name) {
      @Nullable V value = from.get(prefix + name);
      if (value == null) {
        throw new IllegalStateException("not in the checkpoint: " + prefix + name);
      }
      return value;
    }
  }
}
