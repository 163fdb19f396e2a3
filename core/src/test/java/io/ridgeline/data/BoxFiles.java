package io.ridgeline.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Small images and annotations in a folder, and what is read of them. */
record BoxFiles(Path folder) {
  /** A grey image of the given size, all of one value. */
  void image(String name, int width, int height, int value) throws IOException {
    text(name, "P2 " + width + " " + height + " 255\n" + (value + "\n").repeat(width * height));
  }

  /** A file, and the folders it lies in. */
  Path text(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.resolve("..").normalize());
    return Files.writeString(file, text);
  }

  Cohort read() {
    return read(Map.of(), false);
  }

  Cohort read(Map<String, String> classes, boolean skipBad) {
    return CohortReader.read(Specs.boxed(folder, classes, skipBad));
  }

  static List<LabelledBox> boxes(Cohort cohort, int example) {
    return ((Boxes) cohort.examples().get(example).target()).objects();
  }

  static List<String> ids(Cohort cohort) {
    return cohort.examples().stream().map(Example::id).toList();
  }

  static List<String> parts(Cohort cohort) {
    return cohort.examples().stream().map(Example::part).toList();
  }

  static List<String> strata(Cohort cohort) {
    return IntStream.range(0, cohort.size())
        .mapToObj(i -> cohort.strata().get(cohort.stratum(i)))
        .toList();
  }

  /** Every problem holds the words expected at its place. */
  static void assertProblems(List<String> expected, DataException e) {
    assertContain(expected, e.problems());
  }

  static void assertContain(List<String> expected, List<String> lines) {
    assertEquals(expected.size(), lines.size(), lines.toString());
    for (int i = 0; i < expected.size(); i++) {
      assertTrue(lines.get(i).contains(expected.get(i)), lines.get(i) + " for " + expected.get(i));
    }
  }
}
