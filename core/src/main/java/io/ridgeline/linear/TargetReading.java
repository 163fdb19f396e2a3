package io.ridgeline.linear;

import io.ridgeline.DataException;
import io.ridgeline.data.FeatureTableReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the cells of a target become a response.
 *
 * @param family null to tell it from the cells: two values are logistic, more words multinomial,
 *     more numbers linear
 * @param positive the positive one of two classes; empty for the larger number or the later word
 */
public record TargetReading(@Nullable Family family, String positive) {
  /**
   * The response.
   *
   * @param target the column's name, for messages
   * @param cells none of them empty
   * @throws DataException if the family or the positive class does not fit the cells
   */
  public Response response(String target, List<String> cells) {
    boolean numbers = cells.stream().allMatch(FeatureTableReader::isNumber);
    List<String> values =
        cells.stream()
            .distinct()
            .sorted(
                numbers
                    ? Comparator.comparingDouble(Double::parseDouble)
                    : Comparator.naturalOrder())
            .toList();
    String shown = "target '" + target + "'";
    if (values.size() < 2) {
      throw new DataException(
          shown + " is always '" + values.get(0) + "'; there is nothing to predict");
    }
    Family fitting =
        values.size() == 2 ? Family.LOGISTIC : numbers ? Family.LINEAR : Family.MULTINOMIAL;
    Family chosen = family == null ? fitting : family;
    if (chosen == Family.LINEAR) {
      return linear(shown, cells);
    }
    if (chosen == Family.LOGISTIC && values.size() != 2) {
      throw new DataException(
          shown + " has " + values.size() + " values; a logistic model is for two");
    }
    List<String> classes = new ArrayList<>(values);
    if (!positive.isEmpty()) {
      if (values.size() != 2 || !values.contains(positive)) {
        throw new DataException(
            shown
                + ": '"
                + positive
                + "' is not one of two classes; the values are: "
                + String.join(", ", values.subList(0, Math.min(10, values.size()))));
      }
      classes.remove(positive);
      classes.add(positive);
    }
    double[] labels = cells.stream().mapToDouble(classes::indexOf).toArray();
    return new Response(chosen, labels, classes);
  }

  private static Response linear(String shown, List<String> cells) {
    double[] numbers = new double[cells.size()];
    for (int i = 0; i < numbers.length; i++) {
      if (!FeatureTableReader.isNumber(cells.get(i))) {
        throw new DataException(
            shown + " holds '" + cells.get(i) + "'; a linear model is for numbers");
      }
      numbers[i] = Double.parseDouble(cells.get(i));
    }
    return new Response(Family.LINEAR, numbers, List.of());
  }
}
