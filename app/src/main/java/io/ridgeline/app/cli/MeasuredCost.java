package io.ridgeline.app.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * What a method's training step was measured to take, as a multiple of one without it.
 *
 * @param resnet8 for a small network
 * @param resnet18 for a large one
 */
record MeasuredCost(double resnet8, double resnet18) {
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
          .map(c -> new MeasuredCost(Double.parseDouble(c[1]), Double.parseDouble(c[4])));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String words() {
    return String.format(
        Locale.ROOT,
        "%.2f times a training step without it on resnet8, %.2f on resnet18",
        resnet8,
        resnet18);
  }
}
