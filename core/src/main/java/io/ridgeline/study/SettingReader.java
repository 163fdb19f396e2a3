package io.ridgeline.study;

import io.ridgeline.StudyFileException;
import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Parameter;
import io.ridgeline.describe.Suggestion;
import io.ridgeline.describe.TaskKind;
import io.ridgeline.trial.Setting;
import io.ridgeline.tune.Dimension;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Reads something named with its values, in any of three forms: {@code sgd}, {@code {sgd:
 * {momentum: 0.9}}} and {@code {name: sgd, momentum: 0.9}}.
 */
final class SettingReader {
  /** Stands for a setting that could not be read; never leaves the reader. */
  static final Setting NONE = new Setting("", Map.of());

  private final TaskKind task;
  private final Problems problems;
  private final @Nullable List<Dimension> searched;

  SettingReader(TaskKind task, Problems problems) {
    this(task, problems, null);
  }

  private SettingReader(TaskKind task, Problems problems, @Nullable List<Dimension> searched) {
    this.task = task;
    this.problems = problems;
    this.searched = searched;
  }

  /** A reader of settings whose values may be searched: what is goes into {@code searched}. */
  SettingReader searching(List<Dimension> into) {
    return new SettingReader(task, problems, into);
  }

  /** The task of the study, for which everything named must be defined. */
  TaskKind task() {
    return task;
  }

  /** The setting, every default written out; {@link #NONE} and a problem if it cannot be read. */
  Setting read(Node node, String kind, Map<String, Descriptor> known) {
    if (node instanceof ScalarNode) {
      return resolve(node, List.of(), kind, known);
    }
    if (node instanceof MappingNode mapping) {
      List<NodeTuple> entries = mapping.getValue();
      for (NodeTuple entry : entries) {
        if (Scalars.raw(entry.getKeyNode()).equals("name")) {
          List<NodeTuple> values = entries.stream().filter(e -> e != entry).toList();
          return resolve(entry.getValueNode(), values, kind, known);
        }
      }
      if (entries.size() == 1) {
        return named(entries.get(0), kind, known);
      }
    }
    problems.at(
        node,
        "a "
            + kind
            + " is one name, or one name with its values, such as "
            + example(known)
            + "; indent the values deeper than the name");
    return NONE;
  }

  private Setting named(NodeTuple entry, String kind, Map<String, Descriptor> known) {
    Node name = entry.getKeyNode();
    Node values = entry.getValueNode();
    if (values instanceof MappingNode mapping) {
      return resolve(name, mapping.getValue(), kind, known);
    }
    if (Scalars.empty(values)) {
      return resolve(name, List.of(), kind, known);
    }
    if (Tune.all(values)) {
      return resolve(name, Tune.each(values, known.get(Scalars.raw(name))), kind, known);
    }
    Descriptor descriptor = known.get(Scalars.raw(name));
    if (descriptor == null) {
      return resolve(name, List.of(), kind, known);
    }
    problems.at(values, "give the values by name, such as " + example(descriptor));
    return NONE;
  }

  private Setting resolve(
      Node nameNode, List<NodeTuple> entries, String kind, Map<String, Descriptor> known) {
    String name = Scalars.raw(nameNode);
    Descriptor descriptor = known.get(name);
    if (descriptor == null) {
      problems.at(nameNode, unknown(kind, name, known));
      return NONE;
    }
    if (!descriptor.tasks().contains(task)) {
      problems.at(nameNode, name + " is not defined for " + task.name().toLowerCase(Locale.ROOT));
      return NONE;
    }
    List<NodeTuple> given = entries.stream().filter(e -> !Tune.asked(e.getValueNode())).toList();
    Section section = Section.of(name, nameNode, given, problems);
    List<String> parameters = Section.names(descriptor.type());
    for (NodeTuple entry : entries) {
      String key = Scalars.raw(entry.getKeyNode());
      if (!parameters.contains(key)) {
        problems.at(
            entry.getKeyNode(),
            Suggestion.unknown("parameter of " + name, key, parameters) + decay(kind, key));
      }
    }
    // in the order of the declaration: what is proposed does not depend on the order of the file
    for (Parameter parameter : descriptor.parameters()) {
      for (NodeTuple entry : entries) {
        if (Scalars.raw(entry.getKeyNode()).equals(parameter.name())
            && Tune.asked(entry.getValueNode())) {
          Tune.dimension(descriptor, parameter, entry.getValueNode(), searched, problems);
        }
      }
    }
    Map<String, Object> values = section.values(descriptor);
    try {
      // Values valid one by one may contradict each other; only the record itself knows.
      return new Setting(name, Descriptor.values(descriptor.create(values)));
    } catch (StudyFileException e) {
      problems.at(nameNode, String.valueOf(e.getMessage()));
      return NONE;
    }
  }

  private static String unknown(String kind, String name, Map<String, Descriptor> known) {
    if (kind.equals("optimizer") && name.equals("adamw")) {
      return "adamw hides weight decay in the optimizer; use adam and list weight-decay as a"
          + " method of the arms that want it, because nothing regularizes unlisted";
    }
    return Suggestion.unknown(kind, name, known.keySet());
  }

  private static String decay(String kind, String key) {
    return kind.equals("optimizer") && key.toLowerCase(Locale.ROOT).contains("decay")
        ? "; list weight-decay as a method of an arm, because nothing regularizes unlisted"
        : "";
  }

  private static String example(Map<String, Descriptor> known) {
    return known.values().stream()
        .filter(d -> !d.parameters().isEmpty())
        .findFirst()
        .map(SettingReader::example)
        .orElse("name");
  }

  private static String example(Descriptor descriptor) {
    return descriptor.parameters().isEmpty()
        ? descriptor.name() + ": {}"
        : descriptor.name()
            + ": {"
            + descriptor.parameters().get(0).name()
            + ": "
            + descriptor.parameters().get(0).def()
            + "}";
  }
}
