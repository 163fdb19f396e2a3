package io.ridgeline.describe;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One declared hyper-parameter.
 *
 * @param name the name in study files
 * @param type what kind of value it takes
 * @param doc what it is, with its unit
 * @param def the default: a Double, an Integer, a List of Integers or a String
 * @param min the smallest valid number; NaN for words
 * @param max the largest valid number; NaN for words
 * @param minExclusive whether {@code min} itself is excluded
 * @param maxExclusive whether {@code max} itself is excluded
 * @param off the value with which the method does nothing, or null
 * @param search the range that tuning searches, {low, high}, or empty
 * @param log whether tuning searches on a logarithmic scale
 * @param towardsOne whether tuning searches on a scale logarithmic in 1 − x
 * @param options the valid words, for {@link Type#CHOICE}
 */
public record Parameter(
    String name,
    Type type,
    String doc,
    Object def,
    double min,
    double max,
    boolean minExclusive,
    boolean maxExclusive,
    @Nullable Object off,
    List<Double> search,
    boolean log,
    boolean towardsOne,
    List<String> options) {

  /** What kind of value a parameter takes. */
  public enum Type {
    /** A real number. */
    REAL,
    /** A whole number. */
    COUNT,
    /** A list of whole numbers. */
    COUNTS,
    /** One of several words. */
    CHOICE
  }

  /** The valid values in words, such as {@code a number in [0, 1)}. */
  public String range() {
    return switch (type) {
      case REAL -> "a number in " + interval();
      case COUNT -> "a whole number in " + interval();
      case COUNTS -> "a list of whole numbers in " + interval();
      case CHOICE -> "one of " + String.join(", ", options);
    };
  }

  /** The valid values in symbols, such as {@code [0, 1)}. */
  public String interval() {
    if (type == Type.CHOICE) {
      return "{" + String.join(", ", options) + "}";
    }
    return (minExclusive ? "(" : "[") + text(min) + ", " + text(max) + (maxExclusive ? ")" : "]");
  }

  /** A value as a study file would have it: {@code 1e-5}, {@code 0.3}, {@code 3}. */
  public static String text(Object value) {
    if (value instanceof Double v) {
      return v == Math.rint(v) && Math.abs(v) < 1e6
          ? Long.toString((long) v.doubleValue())
          : Double.toString(v).replace(".0E", "e").replace('E', 'e');
    }
    return value instanceof List<?> list
        ? list.stream().map(Parameter::text).collect(Collectors.joining(", ", "[", "]"))
        : value.toString();
  }

  /**
   * The search range in words, such as {@code [1e-5, 0.1], logarithmic}; empty if there is none.
   */
  public String searchRange() {
    if (search.isEmpty()) {
      return "";
    }
    return text(search)
        + (towardsOne ? ", logarithmic towards 1" : "")
        + (log ? ", logarithmic" : "");
  }

  /** The same parameter with another search range, {low, high}. */
  public Parameter searching(List<Double> range) {
    return new Parameter(
        name,
        type,
        doc,
        def,
        min,
        max,
        minExclusive,
        maxExclusive,
        off,
        range,
        log,
        towardsOne,
        options);
  }

  /** Whether tuning can search it as it is: a number with a search range, or a word. */
  public boolean searchable() {
    return type == Type.CHOICE || !search.isEmpty();
  }

  /**
   * A value of the search range; of words the one at that place.
   *
   * @param share how far up the range, in [0, 1), on the scale of the range
   */
  public Object searched(double share) {
    if (type == Type.CHOICE) {
      return options.get((int) (share * options.size()));
    }
    double low = search.get(0);
    double high = search.get(1);
    if (type == Type.COUNT) {
      return (int) Math.floor(low + share * (high - low + 1));
    }
    if (towardsOne) {
      return 1 - (1 - low) * Math.pow((1 - high) / (1 - low), share);
    }
    return log ? low * Math.pow(high / low, share) : low + share * (high - low);
  }

  /**
   * The value in this parameter's own Java type.
   *
   * @return null if {@code value} is not valid
   */
  @Nullable Object convert(@Nullable Object value) {
    return switch (type) {
      case REAL -> value instanceof Number n && inside(n.doubleValue()) ? n.doubleValue() : null;
      case COUNT -> whole(value);
      case COUNTS -> {
        if (!(value instanceof List<?> list) || list.isEmpty()) {
          yield null;
        }
        List<@Nullable Integer> converted = new java.util.ArrayList<>();
        for (Object item : list) {
          converted.add(whole(item));
        }
        yield converted.contains(null) ? null : List.copyOf(converted);
      }
      case CHOICE -> value instanceof String s && options.contains(s) ? s : null;
    };
  }

  private @Nullable Integer whole(@Nullable Object value) {
    return value instanceof Number n
            && n.doubleValue() == Math.rint(n.doubleValue())
            && inside(n.doubleValue())
        ? Integer.valueOf(n.intValue())
        : null;
  }

  private boolean inside(double v) {
    return (minExclusive ? v > min : v >= min) && (maxExclusive ? v < max : v <= max);
  }

  /** Values just outside what is valid, for tests that must see them refused. */
  public List<Object> invalidValues() {
    return switch (type) {
      case REAL ->
          List.of(
              minExclusive ? min : Math.nextDown(min),
              maxExclusive ? max : Math.nextUp(max),
              Double.NaN,
              Double.POSITIVE_INFINITY);
      case COUNT -> List.of((int) min - 1, (long) max + 1, min + 0.5);
      case COUNTS -> List.of(List.of(), List.of((int) min - 1), List.of((long) max + 1));
      case CHOICE -> List.of("no-such-option");
    };
  }
}
