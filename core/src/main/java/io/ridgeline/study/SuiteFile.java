package io.ridgeline.study;

import io.ridgeline.StudyFileException;
import io.ridgeline.metric.Metrics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A file that lists studies to be run one after another and compared: YAML, read strictly, every
 * problem reported with its line and column.
 *
 * <pre>{@code
 * metric: auroc                # by which to compare; default: the one that decides in all studies
 * studies:
 *   - breast.yaml
 *   - {file: cells.yaml, data: herlev, set: [seeds=3, training.epochs=20]}
 * }</pre>
 *
 * @param metric by which to compare, or null for the one that decides in all studies
 * @param studies in their order
 */
public record SuiteFile(@Nullable String metric, List<Entry> studies) {
  private static final String EXAMPLE = "studies: [a.yaml, b.yaml]";

  /**
   * One study.
   *
   * @param file its study file
   * @param changes to that file
   */
  public record Entry(Path file, Overrides changes) {}

  /**
   * The suite that {@code file} describes. Paths in it start from its own folder.
   *
   * @throws StudyFileException naming every problem with its line and column
   */
  public static SuiteFile read(Path file) {
    Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
    return parse(StudyFile.text(file), file.toString(), folder);
  }

  static SuiteFile parse(String text, String name, Path folder) {
    Problems problems = new Problems(name);
    MappingNode root = Tree.parse(text, name, "a suite holds studies, such as " + EXAMPLE);
    Section suite = Section.of("", root, EXAMPLE, problems).known(List.of("metric", "studies"));
    suite.require("studies");
    String metric = suite.has("metric") ? suite.text("metric", "") : null;
    if (metric != null && !metric.isEmpty() && Metrics.find(metric).isEmpty()) {
      problems.at(suite.node("metric"), "there is no metric called " + metric);
    }
    List<Entry> studies = new ArrayList<>();
    Node list = suite.value("studies");
    if (list instanceof SequenceNode items && !items.getValue().isEmpty()) {
      items.getValue().forEach(item -> studies.add(entry(item, folder, problems)));
    } else if (list != null) {
      problems.at(list, "studies must be a list of study files, such as [a.yaml, b.yaml]");
    }
    problems.check();
    return new SuiteFile(metric, List.copyOf(studies));
  }

  private static Entry entry(Node item, Path folder, Problems problems) {
    if (item instanceof ScalarNode) {
      String file = Scalars.text(item);
      if (file == null) {
        problems.at(item, "the name of a study file is missing");
      }
      return new Entry(folder.resolve(file == null ? "" : file), Overrides.NONE);
    }
    Section study =
        Section.of("", item, "{file: a.yaml, data: images.csv}", problems)
            .known(List.of("file", "data", "set"));
    if (item instanceof MappingNode) {
      study.require("file");
    }
    Path file = study.place("file", folder);
    return new Entry(
        file == null ? folder : file,
        new Overrides(study.place("data", folder), set(study.value("set"), problems)));
  }

  private static List<String> set(@Nullable Node node, Problems problems) {
    List<String> assignments = new ArrayList<>();
    if (node instanceof SequenceNode list) {
      for (Node item : list.getValue()) {
        String text = Scalars.text(item);
        if (text == null || text.indexOf('=') < 1) {
          problems.at(item, "give key=value, such as seeds=2");
        } else {
          assignments.add(text);
        }
      }
    } else if (node != null) {
      problems.at(node, "set must be a list, such as [seeds=2, training.epochs=5]");
    }
    return assignments;
  }
}
