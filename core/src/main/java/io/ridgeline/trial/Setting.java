package io.ridgeline.trial;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Something named with its values: a method of an arm, a model, an optimizer, a schedule.
 *
 * @param name the declared name
 * @param values every parameter with its value, sorted by name; numbers, words or lists of numbers
 */
public record Setting(String name, Map<String, Object> values) {
  /** Copies and sorts the values. */
  public Setting {
    values = Collections.unmodifiableMap(new TreeMap<>(values));
  }

  @Override
  public String toString() {
    return values.isEmpty() ? name : name + values;
  }
}
