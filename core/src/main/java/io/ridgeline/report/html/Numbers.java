package io.ridgeline.report.html;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Numbers as a report shows them: a true minus sign, fixed digits, and NaN as "undefined". */
public final class Numbers {
  /** What stands for a quantity that has no value. */
  public static final String UNDEFINED = "undefined";

  /** A space at which no line breaks. */
  public static final String HOLD = "\u00a0";

  private static final String SEPARATOR = "," + HOLD;

  private Numbers() {}

  /** A number with {@code digits} after the point. */
  public static String fixed(double value, int digits) {
    if (Double.isNaN(value)) {
      return UNDEFINED;
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "∞" : "−∞";
    }
    String text = String.format(Locale.ROOT, "%." + digits + "f", value);
    boolean zero = text.chars().noneMatch(c -> c >= '1' && c <= '9');
    return text.startsWith("-") ? (zero ? "" : "−") + text.substring(1) : text;
  }

  /** A number with its sign, except for zero. */
  public static String signed(double value, int digits) {
    String text = fixed(value, digits);
    boolean zero = text.chars().noneMatch(c -> c >= '1' && c <= '9');
    return value > 0 && !zero ? "+" + text : text;
  }

  /** An interval such as {@code [0.871, 0.932]}; empty if an end is undefined. */
  public static String interval(double low, double high, int digits) {
    return Double.isNaN(low) || Double.isNaN(high)
        ? ""
        : "[" + fixed(low, digits) + SEPARATOR + fixed(high, digits) + "]";
  }

  /** An interval of a difference, with signs; empty if an end is undefined. */
  public static String signedInterval(double low, double high, int digits) {
    return Double.isNaN(low) || Double.isNaN(high)
        ? ""
        : "[" + signed(low, digits) + SEPARATOR + signed(high, digits) + "]";
  }

  /** A p-value with three digits, or {@code < 0.001}. */
  public static String p(double value) {
    return value < 0.001 ? "<" + HOLD + "0.001" : fixed(value, 3);
  }

  /** A share as a percentage with one digit. */
  public static String percent(double share) {
    return Double.isNaN(share) ? UNDEFINED : fixed(100 * share, 1) + HOLD + "%";
  }

  /** A wall time in the two largest units. */
  public static String duration(double seconds) {
    if (Double.isNaN(seconds)) {
      return UNDEFINED;
    }
    if (seconds < 60) {
      return fixed(seconds, seconds < 10 ? 1 : 0) + " s";
    }
    long whole = Math.round(seconds);
    return whole < 3600
        ? String.format(Locale.ROOT, "%d min %02d s", whole / 60, whole % 60)
        : String.format(Locale.ROOT, "%d h %02d min", whole / 3600, whole % 3600 / 60);
  }

  /** Three significant digits, for quantities of any size. */
  public static String significant(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value) || value == 0) {
      return fixed(value, 0);
    }
    int exponent = (int) Math.floor(Math.log10(Math.abs(value)));
    return exponent < -4 || exponent > 5
        ? String.format(Locale.ROOT, "%.2e", value).replace("-", "−")
        : fixed(value, Math.max(0, 2 - exponent));
  }

  /**
   * A hyper-parameter's value: numbers in their shortest form, lists in brackets, words as given.
   */
  public static String setting(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(Numbers::setting).collect(Collectors.joining(", ", "[", "]"));
    }
    String text = value.toString();
    return value instanceof Double ? text.replaceFirst("\\.0(?=E|$)", "").replace('E', 'e') : text;
  }
}
