package io.ridgeline.study;

import io.ridgeline.describe.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Values of a study file, read from the text as it stands. YAML 1.1 would make {@code off} and
 * {@code no} booleans, 010 eight, 1e-3 text and 1:30 ninety; here each is what its reader asks for.
 */
final class Scalars {
  private static final Pattern WHOLE = Pattern.compile("[-+]?(0|[1-9][0-9]{0,17})");
  private static final Pattern REAL =
      Pattern.compile("[-+]?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))([eE][-+]?[0-9]{1,4})?");
  private static final Pattern LEADING_ZERO = Pattern.compile("[-+]?0[0-9].*");

  private Scalars() {}

  /** The text of a node for messages and keys; a list in brackets. */
  static String raw(Node node) {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    if (node instanceof SequenceNode list) {
      return list.getValue().stream().map(Scalars::raw).collect(Collectors.joining(", ", "[", "]"));
    }
    return "a section";
  }

  /** Whether a key was given without a value. */
  static boolean empty(Node node) {
    return node.getTag().equals(Tag.NULL);
  }

  /** A line of text, or null if it is empty, not a scalar, or holds control characters. */
  static @Nullable String text(Node node) {
    if (!(node instanceof ScalarNode scalar) || empty(node)) {
      return null;
    }
    String text = scalar.getValue().strip();
    return text.isEmpty() || text.chars().anyMatch(Character::isISOControl) ? null : text;
  }

  /**
   * The value in the Java type that {@code type} converts from.
   *
   * @throws NumberFormatException if it is none
   */
  static Object value(Node node, Parameter.Type type) {
    return switch (type) {
      case REAL -> real(node);
      case COUNT -> whole(node);
      case COUNTS -> {
        if (!(node instanceof SequenceNode list)) {
          throw new NumberFormatException();
        }
        List<Long> values = new ArrayList<>();
        list.getValue().forEach(n -> values.add(whole(n)));
        yield values;
      }
      case CHOICE -> raw(node);
    };
  }

  static long whole(Node node) {
    return Long.parseLong(number(node, WHOLE));
  }

  static double real(Node node) {
    return Double.parseDouble(number(node, REAL));
  }

  private static String number(Node node, Pattern form) {
    if (node instanceof ScalarNode scalar
        && scalar.isPlain()
        && form.matcher(scalar.getValue()).matches()
        && !LEADING_ZERO.matcher(scalar.getValue()).matches()) {
      return scalar.getValue();
    }
    throw new NumberFormatException();
  }

  /** What is unusual about a number that could not be read, or an empty string. */
  static String hint(Node node, Parameter.Type type) {
    if (!(node instanceof ScalarNode scalar) || type == Parameter.Type.CHOICE) {
      return "";
    }
    if (!scalar.isPlain()) {
      return ", without quotes";
    }
    return LEADING_ZERO.matcher(scalar.getValue()).matches() ? ", without leading zeros" : "";
  }
}
