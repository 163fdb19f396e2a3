package io.ridgeline.study;

import io.ridgeline.StudyFileException;
import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Parameter;
import io.ridgeline.describe.Suggestion;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;

/**
 * One mapping of a study file, read key by key. A value that cannot be used becomes a problem and
 * its fallback, so that reading goes on to the next.
 */
final class Section {
  private final String name;
  private final Node at;
  private final Problems problems;
  private final Map<String, NodeTuple> entries = new LinkedHashMap<>();

  private Section(String name, Node at, Problems problems) {
    this.name = name;
    this.at = at;
    this.problems = problems;
  }

  /** The mapping {@code node}; what is not one is a problem that shows the {@code example}. */
  static Section of(String name, Node node, String example, Problems problems) {
    if (node instanceof MappingNode mapping) {
      return of(name, node, mapping.getValue(), problems);
    }
    problems.at(node, (name.isEmpty() ? "this" : name) + " must be a section such as " + example);
    return of(name, node, List.of(), problems);
  }

  /** The entries of a mapping; none if it is absent, and then every value is its fallback. */
  static Section of(String name, Node at, List<NodeTuple> entries, Problems problems) {
    Section section = new Section(name, at, problems);
    entries.forEach(entry -> section.entries.put(Scalars.raw(entry.getKeyNode()), entry));
    return section;
  }

  /** Refuses keys that are not known. */
  Section known(Collection<String> known) {
    entries.forEach(
        (key, entry) -> {
          if (!known.contains(key)) {
            problems.at(entry.getKeyNode(), Suggestion.unknown("key", key, known));
          }
        });
    return this;
  }

  boolean has(String key) {
    return entries.containsKey(key);
  }

  @Nullable Node value(String key) {
    NodeTuple entry = entries.get(key);
    return entry == null ? null : entry.getValueNode();
  }

  /** The place of a key, for problems; the section's own if it is absent. */
  Node keyNode(String key) {
    NodeTuple entry = entries.get(key);
    return entry == null ? at : entry.getKeyNode();
  }

  Map<String, NodeTuple> entries() {
    return entries;
  }

  /** The key's full path. */
  String path(String key) {
    return name.isEmpty() ? key : name + "." + key;
  }

  /** The value of a key that is known to be there. */
  Node node(String key) {
    return Objects.requireNonNull(value(key), key);
  }

  /** Refuses the absence of a key. */
  void require(String key) {
    if (!has(key)) {
      problems.at(at, "'" + path(key) + "' is missing");
    }
  }

  /** A line of text. */
  String text(String key, String fallback) {
    Node value = value(key);
    if (value == null) {
      return fallback;
    }
    String text = Scalars.text(value);
    if (text == null) {
      problems.at(value, path(key) + " must be a line of text");
      return fallback;
    }
    return text;
  }

  /** A path, made absolute from {@code folder}; null if there is none or it is none. */
  @Nullable Path place(String key, Path folder) {
    if (!has(key)) {
      return null;
    }
    try {
      return folder.resolve(text(key, "")).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      problems.at(keyNode(key), path(key) + " is not a path: " + e.getReason());
      return null;
    }
  }

  /** One of several words; the fallback stands even if it is none of them. */
  String word(String key, Collection<String> words, String fallback) {
    String text = text(key, fallback);
    Node value = value(key);
    if (value != null && !text.equals(fallback) && !words.contains(text)) {
      problems.at(value, Suggestion.unknown(path(key), text, words));
      return fallback;
    }
    return text;
  }

  /** {@code true} or {@code false}. */
  boolean flag(String key) {
    Node value = value(key);
    if (value == null) {
      return false;
    }
    String text = Scalars.raw(value);
    if (!text.equals("true") && !text.equals("false")) {
      problems.at(value, path(key) + " = " + text + " is not valid; give true or false");
    }
    return text.equals("true");
  }

  /** The section's declared numbers and words. */
  <T extends Record> T numbers(Class<T> type) {
    Descriptor descriptor = Descriptor.of(type);
    return type.cast(descriptor.create(values(descriptor)));
  }

  /** The given values among the declared ones, each valid. */
  Map<String, Object> values(Descriptor descriptor) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Parameter p : descriptor.parameters()) {
      Node node = value(p.name());
      if (node != null) {
        try {
          Object value = Scalars.value(node, p.type());
          values.put(p.name(), descriptor.resolve(Map.of(p.name(), value)).get(p.name()));
        } catch (StudyFileException | NumberFormatException e) {
          problems.at(
              node,
              path(p.name())
                  + " = "
                  + Scalars.raw(node)
                  + " is not valid; give "
                  + p.range()
                  + Scalars.hint(node, p.type()));
        }
      }
    }
    return values;
  }

  /** The names of declared parameters. */
  static List<String> names(Class<?> type) {
    return Descriptor.of(type).parameters().stream().map(Parameter::name).toList();
  }
}
