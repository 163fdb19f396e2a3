package io.ridgeline.study;

import io.ridgeline.StudyFileException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.Node;

/** What is wrong with a study file, collected so that one reading reports all of it. */
final class Problems {
  private record Problem(String where, int line, int column, String message) {}

  private final String file;
  private final IdentityHashMap<Node, String> origins = new IdentityHashMap<>();
  private final List<Problem> found = new ArrayList<>();

  Problems(String file) {
    this.file = file;
  }

  /** Says that {@code node} came from the command line and has no place in the file. */
  void origin(Node node, String option) {
    origins.put(node, option);
  }

  void at(Node node, String message) {
    String option = origins.get(node);
    Mark mark = node.getStartMark();
    if (option != null || mark == null) {
      found.add(new Problem(option == null ? file : option, 0, 0, message));
    } else {
      found.add(new Problem(file, mark.getLine() + 1, mark.getColumn() + 1, message));
    }
  }

  /**
   * Returns if nothing was found.
   *
   * @throws StudyFileException with the first problem's place, and every problem a line
   */
  void check() {
    if (found.isEmpty()) {
      return;
    }
    found.sort(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column));
    Problem first = found.get(0);
    String rest =
        found.stream()
            .skip(1)
            .map(p -> "\n" + p.where + place(p) + ": " + p.message)
            .collect(Collectors.joining());
    throw first.line == 0
        ? new StudyFileException(first.where + ": " + first.message + rest)
        : new StudyFileException(first.where, first.line, first.column, first.message + rest);
  }

  private static String place(Problem p) {
    return p.line == 0 ? "" : ":" + p.line + ":" + p.column;
  }
}
