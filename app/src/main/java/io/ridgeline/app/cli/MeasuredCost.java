package io.ridgeline.app.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a method's training step was measured to take, as a multiple of one without it.
 *
 * @param byModel by the name of the model, only of the tasks that it is for
 */
record MeasuredCost(Map<String, Double> byModel) {
  /** The models, and the column in which each begins. */
  private static final Map<Integer, String> COLUMNS =
      new TreeMap<>(Map.of(1, "resnet8", 4, "resnet18", 7, "unet"));

  /** The measurement of a method, if there is one; {@code bench/cost.sh} makes the file. */
  static Optional<MeasuredCost> of(String method) {
    try (InputStream in = MeasuredCost.class.getResourceAsStream("cost.csv")) {
      if (in == null) {
        return Optional.empty();
      }
      return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
          .lines()
          .map(line -> line.split(",", -1))
          .filter(cells -> cells[0].equals(method))
          .findFirst()
          .map(MeasuredCost::of);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static MeasuredCost of(String[] cells) {
    Map<String, Double> byModel = new LinkedHashMap<>();
    COLUMNS.forEach(
        (column, model) -> {
          if (!cells[column].isEmpty()) {
            byModel.put(model, Double.parseDouble(cells[column]));
          }
        });
    return new MeasuredCost(byModel);
  }

  String words() {
    return "times a training step without it: "
        + byModel.entrySet().stream()
            .map(e -> String.format(Locale.ROOT, "%.2f on %s", e.getValue(), e.getKey()))
            .collect(Collectors.joining(", "));
  }
}
