package io.ridgeline.study;

import io.ridgeline.StudyFileException;
import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Parameter;
import io.ridgeline.tune.Dimension;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Values that are searched: {@code tune} for the declared range, {@code {tune: [low, high]}} for
 * another one, and {@code tune} in place of a method's values for all that declare a range.
 */
final class Tune {
  static final String WORD = "tune";

  private Tune() {}

  /** Whether a value is to be searched. */
  static boolean asked(Node value) {
    return all(value) || range(value) != null;
  }

  static boolean all(Node value) {
    return value instanceof ScalarNode word && word.getValue().equals(WORD);
  }

  private static @Nullable Node range(Node value) {
    return value instanceof MappingNode mapping
            && mapping.getValue().size() == 1
            && Scalars.raw(mapping.getValue().get(0).getKeyNode()).equals(WORD)
        ? mapping.getValue().get(0).getValueNode()
        : null;
  }

  /** An entry for each number of a method that declares a range. */
  static List<NodeTuple> each(Node word, @Nullable Descriptor descriptor) {
    return descriptor == null
        ? List.of()
        : descriptor.parameters().stream()
            .filter(p -> !p.search().isEmpty())
            .map(p -> new NodeTuple(Tree.text(p.name()), word))
            .toList();
  }

  /** Adds what is searched; a problem if it cannot be. */
  static void dimension(
      Descriptor descriptor,
      Parameter parameter,
      Node value,
      @Nullable List<Dimension> searched,
      Problems problems) {
    Node range = range(value);
    String path = descriptor.name() + "." + parameter.name();
    if (searched == null) {
      problems.at(value, path + " cannot be tuned; methods of arms can, with a section tuning");
    } else if (range != null) {
      List<Double> ends = ends(descriptor, parameter, range);
      if (ends.isEmpty()) {
        problems.at(
            value,
            path
                + " must be tuned between two values, the lower first"
                + (parameter.log() ? " and above 0" : "")
                + ", each "
                + parameter.range()
                + ", such as {tune: "
                + Parameter.text(parameter.search())
                + "}");
      } else {
        searched.add(new Dimension(descriptor.name(), parameter.searching(ends)));
      }
    } else if (!parameter.searchable()) {
      problems.at(
          value, path + " declares no range to tune in; give one, such as {tune: [low, high]}");
    } else {
      searched.add(new Dimension(descriptor.name(), parameter));
    }
  }

  /** {low, high}, or nothing if it cannot be searched. */
  private static List<Double> ends(Descriptor descriptor, Parameter parameter, Node range) {
    boolean number =
        parameter.type() == Parameter.Type.REAL || parameter.type() == Parameter.Type.COUNT;
    if (!number || !(range instanceof SequenceNode list) || list.getValue().size() != 2) {
      return List.of();
    }
    try {
      double low = end(descriptor, parameter, list.getValue().get(0));
      double high = end(descriptor, parameter, list.getValue().get(1));
      boolean scaled = !parameter.log() || low > 0;
      return low < high && scaled && !(parameter.towardsOne() && high >= 1)
          ? List.of(low, high)
          : List.of();
    } catch (NumberFormatException | StudyFileException e) {
      return List.of();
    }
  }

  private static double end(Descriptor descriptor, Parameter parameter, Node node) {
    Object value = Scalars.value(node, parameter.type());
    Object valid =
        Objects.requireNonNull(
            descriptor.resolve(Map.of(parameter.name(), value)).get(parameter.name()));
    return ((Number) valid).doubleValue();
  }
}
