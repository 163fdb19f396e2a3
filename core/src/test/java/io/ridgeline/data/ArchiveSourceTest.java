package io.ridgeline.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ArchiveSourceTest {
  /** Counts as published with MedMNIST v2; sum of all pixels by NumPy. */
  @Test
  void breastMnistIsReadAsPublished() {
    Cohort cohort = CohortReader.read(Specs.of(RealData.file("medmnist/breastmnist.npz")));
    assertEquals(780, cohort.size());
    assertEquals("breastmnist", cohort.name());
    assertEquals(List.of("0", "1"), cohort.classes());
    assertEquals(147, count(cohort, "train", 0));
    assertEquals(399, count(cohort, "train", 1));
    assertEquals(21, count(cohort, "validation", 0));
    assertEquals(57, count(cohort, "validation", 1));
    assertEquals(42, count(cohort, "test", 0));
    assertEquals(114, count(cohort, "test", 1));
    assertEquals("train/115", cohort.examples().get(115).id());
    assertEquals("validation/3", cohort.examples().get(549).id());
    double sum = 0;
    for (Example example : cohort.examples()) {
      for (float v : example.image().values()) {
        sum += v;
      }
    }
    assertEquals(51518829.0, sum);
  }

  private static long count(Cohort cohort, String part, int label) {
    return java.util.stream.IntStream.range(0, cohort.size())
        .filter(i -> cohort.examples().get(i).part().equals(part) && cohort.label(i) == label)
        .count();
  }
}
