package io.ridgeline.data;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Classes that an annotation names by numbers.
 *
 * @param names class name by number
 */
record Categories(Map<String, String> names) {
  /**
   * The label of a class as it counts as stored: its name, or its number where the study file maps
   * numbers.
   */
  String stored(String id, Map<String, String> mapping) {
    String name = names.getOrDefault(id, id);
    return !mapping.containsKey(name) && mapping.containsKey(id) ? id : name;
  }

  /** The names in the order of their numbers. */
  List<String> inOrder() {
    return names.entrySet().stream()
        .sorted(
            Comparator.<Map.Entry<String, String>>comparingInt(e -> e.getKey().length())
                .thenComparing(Map.Entry::getKey))
        .map(Map.Entry::getValue)
        .distinct()
        .toList();
  }
}
