package io.ridgeline.data;

import static io.ridgeline.image.Fixtures.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.data.DataSpec.Splitting.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Shares of a training part. */
final class SharesTest {
  /** 300 images of 150 patients, a third of the second class. */
  private static Cohort cohort() {
    List<int[]> examples = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      examples.add(new int[] {i / 2 % 3 == 0 ? 1 : 0, i / 2});
    }
    return Specs.cohort(examples.toArray(new int[0][]));
  }

  private static Split outer(Cohort cohort) {
    return Folds.of(cohort, Specs.splitting(Kind.HOLDOUT, 5, 1), 7, Audit.of(cohort)).get(0);
  }

  private static Split share(Cohort cohort, double share) {
    return Folds.share(cohort, outer(cohort), share, 7, Audit.of(cohort));
  }

  private static Set<Integer> set(int[] part) {
    return IntStream.of(part).boxed().collect(Collectors.toSet());
  }

  @Test
  void aSmallerShareIsPartOfALargerOneAndTheRestStays() {
    Cohort cohort = cohort();
    Split outer = outer(cohort);
    Set<Integer> smaller = new HashSet<>();
    for (double share : new double[] {0.05, 0.1, 0.2, 0.5, 0.9}) {
      Split split = share(cohort, share);
      assertTrue(set(split.train()).containsAll(smaller), split.name());
      assertTrue(set(outer.train()).containsAll(set(split.train())), split.name());
      assertArrayEquals(outer.validation(), split.validation());
      assertArrayEquals(outer.test(), split.test());
      assertEquals(share * outer.train().length, split.train().length, 4);
      smaller = set(split.train());
    }
    assertEquals("holdout-share0.05", share(cohort, 0.05).name());
  }

  @Test
  void patientsStayWholeAndClassesKeepTheirShares() {
    Cohort cohort = cohort();
    int[] train = share(cohort, 0.3).train();
    for (int i : train) {
      assertTrue(set(train).contains(i ^ 1), "the other image of patient " + i / 2);
    }
    int[] positive =
        IntStream.of(train)
            .filter(i -> ((ClassLabel) cohort.examples().get(i).target()).index() == 1)
            .toArray();
    assertEquals(train.length / 3.0, positive.length, 4);
  }

  /** However small the share, every class is trained on. */
  @Test
  void everyClassKeepsAtLeastOnePatient() {
    assertEquals(4, share(cohort(), 0.001).train().length);
  }

  @Test
  void aClassThatTheSplitItselfMissesIsRefused() {
    Cohort cohort = cohort();
    int[] negatives =
        IntStream.range(0, 200)
            .filter(i -> ((ClassLabel) cohort.examples().get(i).target()).index() == 0)
            .toArray();
    int[] rest = IntStream.range(200, 300).toArray();
    assertRefused(
        "odd-share0.5: class",
        () ->
            Folds.share(cohort, new Split("odd", negatives, rest, rest), 0.5, 1, Audit.of(cohort)));
  }
}
