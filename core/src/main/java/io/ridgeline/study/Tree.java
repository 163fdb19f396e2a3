package io.ridgeline.study;

import io.ridgeline.StudyFileException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * YAML text as a graph of nodes that know their line and column. Only the plain part of the
 * language is let through: no anchors, no tags, no doubled keys.
 */
final class Tree {
  private static final Set<Tag> IMPLICIT =
      Set.of(
          Tag.MAP,
          Tag.SEQ,
          Tag.STR,
          Tag.BOOL,
          Tag.INT,
          Tag.FLOAT,
          Tag.NULL,
          Tag.TIMESTAMP,
          Tag.MERGE);

  private Tree() {}

  /**
   * The root of {@code text}.
   *
   * @param what such a file holds, for one that holds something else
   * @throws StudyFileException if it is not plain YAML
   */
  static MappingNode parse(String text, String file, String what) {
    Problems problems = new Problems(file);
    Node root = compose(text, file);
    if (!(root instanceof MappingNode mapping)) {
      throw new StudyFileException(file, 1, 1, what);
    }
    plain(root, problems);
    problems.check();
    return mapping;
  }

  private static @Nullable Node compose(String text, String file) {
    LoaderOptions options = new LoaderOptions();
    options.setNestingDepthLimit(50);
    try {
      return new Yaml(options).compose(new StringReader(text));
    } catch (MarkedYAMLException e) {
      var mark = e.getProblemMark();
      String message = "this is not YAML: " + e.getProblem();
      throw mark == null
          ? new StudyFileException(file + ": " + message)
          : new StudyFileException(file, mark.getLine() + 1, mark.getColumn() + 1, message);
    } catch (YAMLException e) {
      throw new StudyFileException(file + ": this is not YAML: " + e.getMessage());
    }
  }

  private static void plain(Node node, Problems problems) {
    if (node.getAnchor() != null) {
      problems.at(node, "anchors and aliases are not read; write the value out");
      return;
    }
    if (!IMPLICIT.contains(node.getTag())) {
      problems.at(node, "tags are not read: " + node.getTag());
    }
    if (node instanceof SequenceNode list) {
      list.getValue().forEach(item -> plain(item, problems));
    } else if (node instanceof MappingNode mapping) {
      Map<String, Node> seen = new HashMap<>();
      for (NodeTuple entry : mapping.getValue()) {
        Node key = entry.getKeyNode();
        if (key instanceof ScalarNode) {
          Node first = seen.putIfAbsent(Scalars.raw(key), key);
          if (first != null) {
            int line = first.getStartMark().getLine() + 1;
            problems.at(key, "'" + Scalars.raw(key) + "' is given twice, first on line " + line);
          }
        } else {
          problems.at(key, "a key must be one word");
        }
        plain(entry.getValueNode(), problems);
      }
    }
  }

  /** Sets what the command line sets. */
  static void override(MappingNode root, Overrides overrides, Problems problems) {
    Path data = overrides.data();
    if (data != null) {
      String path = data.toAbsolutePath().normalize().toString();
      set(root, "data.source", text(path), "--data " + data, problems);
      if (valueOf(root, "data") instanceof MappingNode section) {
        section.getValue().removeIf(e -> Scalars.raw(e.getKeyNode()).equals("phantom"));
      }
    }
    for (String assignment : overrides.set()) {
      String option = "--set " + assignment;
      int equals = assignment.indexOf('=');
      if (equals < 1) {
        throw new StudyFileException(option + ": give key=value, such as seeds=2");
      }
      Node value = compose(assignment.substring(equals + 1), option);
      if (value == null) {
        throw new StudyFileException(option + ": the value is missing");
      }
      Problems own = new Problems(option);
      plain(value, own);
      own.check();
      set(root, assignment.substring(0, equals), value, option, problems);
    }
  }

  private static void set(
      MappingNode root, String path, Node value, String option, Problems problems) {
    String[] keys = path.split("\\.", -1);
    MappingNode section = root;
    for (int i = 0; i < keys.length - 1; i++) {
      Node next = valueOf(section, keys[i]);
      if (next == null) {
        next = new MappingNode(Tag.MAP, new ArrayList<>(), FlowStyle.BLOCK);
        put(section, keys[i], next, option, problems);
      }
      if (!(next instanceof MappingNode mapping)) {
        throw new StudyFileException(
            option
                + ": "
                + String.join(".", List.of(keys).subList(0, i + 1))
                + " has no keys of its own; set it as a whole");
      }
      section = mapping;
    }
    String last = keys[keys.length - 1];
    section.getValue().removeIf(e -> Scalars.raw(e.getKeyNode()).equals(last));
    put(section, last, value, option, problems);
  }

  private static void put(
      MappingNode section, String key, Node value, String option, Problems problems) {
    Node keyNode = text(key);
    problems.origin(keyNode, option);
    origin(value, option, problems);
    section.getValue().add(new NodeTuple(keyNode, value));
  }

  private static void origin(Node node, String option, Problems problems) {
    problems.origin(node, option);
    if (node instanceof SequenceNode list) {
      list.getValue().forEach(item -> origin(item, option, problems));
    } else if (node instanceof MappingNode mapping) {
      for (NodeTuple entry : mapping.getValue()) {
        problems.origin(entry.getKeyNode(), option);
        origin(entry.getValueNode(), option, problems);
      }
    }
  }

  private static @Nullable Node valueOf(MappingNode section, String key) {
    return section.getValue().stream()
        .filter(e -> Scalars.raw(e.getKeyNode()).equals(key))
        .map(NodeTuple::getValueNode)
        .findFirst()
        .orElse(null);
  }

  /** A node that is not from any file. */
  static Node text(String text) {
    return new ScalarNode(Tag.STR, text, null, null, ScalarStyle.DOUBLE_QUOTED);
  }
}
