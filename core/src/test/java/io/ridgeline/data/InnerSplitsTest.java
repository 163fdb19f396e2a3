package io.ridgeline.data;

import static io.ridgeline.image.Fixtures.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.data.DataSpec.Splitting.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a search may see: the training part of its outer split, patients whole, nothing else. */
final class InnerSplitsTest {
  /** 120 images of 60 patients, two classes. */
  private static Cohort cohort() {
    List<int[]> examples = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      examples.add(new int[] {i / 2 % 2, i / 2});
    }
    return Specs.cohort(examples.toArray(new int[0][]));
  }

  private static List<Split> outer(Cohort cohort) {
    return Folds.of(cohort, Specs.splitting(Kind.FOLDS, 4, 1), 7, Audit.of(cohort));
  }

  private static List<Split> inner(Cohort cohort, Split outer, int folds) {
    return Folds.within(cohort, outer, 0.25, folds, 7, Audit.of(cohort));
  }

  private static Set<String> patients(Cohort cohort, int[] part) {
    return IntStream.of(part)
        .mapToObj(i -> cohort.examples().get(i).group())
        .collect(Collectors.toSet());
  }

  @Test
  void theHoldoutDividesTheTrainingPartByPatient() {
    Cohort cohort = cohort();
    for (Split outer : outer(cohort)) {
      Split inner = inner(cohort, outer, 0).get(0);
      assertEquals(outer.name() + "-inner", inner.name());
      assertEquals(0, inner.test().length);
      assertEquals(outer.train().length / 4.0, inner.validation().length, 2);
      assertArrayEquals(
          outer.train(),
          IntStream.concat(IntStream.of(inner.train()), IntStream.of(inner.validation()))
              .sorted()
              .toArray());
      Set<String> trained = patients(cohort, inner.train());
      assertTrue(
          patients(cohort, inner.validation()).stream().noneMatch(trained::contains), inner.name());
    }
  }

  @Test
  void innerFoldsJudgeEveryTrainingImageOnce() {
    Cohort cohort = cohort();
    Split outer = outer(cohort).get(1);
    List<Split> inner = inner(cohort, outer, 3);
    assertEquals(
        List.of("repeat1-fold2-inner1", "repeat1-fold2-inner2", "repeat1-fold2-inner3"),
        inner.stream().map(Split::name).toList());
    assertArrayEquals(
        outer.train(),
        inner.stream().flatMapToInt(s -> IntStream.of(s.validation())).sorted().toArray());
  }

  @Test
  void theSameSeedGivesTheSameAndAnotherSplitAnother() {
    Cohort cohort = cohort();
    List<Split> outer = outer(cohort);
    assertArrayEquals(
        inner(cohort, outer.get(0), 0).get(0).validation(),
        inner(cohort, outer.get(0), 0).get(0).validation());
    assertFalse(
        Arrays.equals(
            inner(cohort, outer.get(0), 0).get(0).validation(),
            inner(cohort, outer.get(1), 0).get(0).validation()));
  }

  /** Leaks are planted; each must be caught and named. */
  @Test
  void aPlantedLeakIsCaught() {
    Cohort cohort = cohort();
    Split outer = outer(cohort).get(0);
    Split good = inner(cohort, outer, 0).get(0);
    Folds.requireNested(cohort, outer, List.of(good));

    int[] withTest = Arrays.copyOf(good.train(), good.train().length + 1);
    withTest[withTest.length - 1] = outer.test()[0];
    leak(
        cohort, outer, new Split("leak", withTest, good.validation(), new int[0]), outer.test()[0]);

    int[] judgedByTest = good.validation().clone();
    judgedByTest[0] = outer.test()[3];
    leak(cohort, outer, new Split("leak", good.train(), judgedByTest, new int[0]), outer.test()[3]);

    int[] withValidation = Arrays.copyOf(good.train(), good.train().length + 1);
    withValidation[withValidation.length - 1] = outer.validation()[0];
    leak(
        cohort,
        outer,
        new Split("leak", withValidation, good.validation(), new int[0]),
        outer.validation()[0]);

    int[] samePatient = Arrays.copyOf(good.train(), good.train().length + 1);
    samePatient[samePatient.length - 1] = good.validation()[0];
    leak(
        cohort,
        outer,
        new Split("leak", samePatient, good.validation(), new int[0]),
        good.validation()[0]);
  }

  private static void leak(Cohort cohort, Split outer, Split planted, int example) {
    assertRefused(
        "leak: " + cohort.examples().get(example).id() + " ",
        () -> Folds.requireNested(cohort, outer, List.of(planted)));
  }

  @Test
  void aClassThatAPartWouldMissIsRefusedWithTheNumbers() {
    List<int[]> examples = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      examples.add(new int[] {i < 4 ? 1 : 0, i});
    }
    Cohort cohort = Specs.cohort(examples.toArray(new int[0][]));
    Split outer = new Split("official", IntStream.range(3, 40).toArray(), new int[0], new int[0]);
    assertRefused(
        "official-inner: class", () -> Folds.within(cohort, outer, 0.2, 0, 1, Audit.of(cohort)));
  }
}
