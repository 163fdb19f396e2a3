package io.ridgeline.data;

import static io.ridgeline.image.Fixtures.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.data.DataSpec.Columns;
import io.ridgeline.data.DataSpec.Splitting;
import io.ridgeline.data.DataSpec.Splitting.Kind;
import io.ridgeline.describe.Streams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FoldsTest {
  /** Random cohorts of 2 to 4 classes and groups of 1 to 5 images. */
  @Test
  void groupsStayWholeEveryImageIsTestedOnceAndClassesKeepTheirShares() {
    for (int trial = 0; trial < 40; trial++) {
      RandomGenerator random = Streams.random(trial);
      int classes = 2 + random.nextInt(3);
      List<int[]> examples = new ArrayList<>();
      int groups = 60 + random.nextInt(100);
      for (int g = 0; g < groups; g++) {
        int label = Math.min(random.nextInt(classes + 1), classes - 1);
        for (int n = 1 + random.nextInt(5); n > 0; n--) {
          examples.add(new int[] {random.nextInt(10) == 0 ? 0 : label, g});
        }
      }
      Cohort cohort = Specs.cohort(examples.toArray(new int[0][]));
      int k = 2 + random.nextInt(4);
      List<Split> splits = split(cohort, Specs.splitting(Kind.FOLDS, k, 2), trial);
      assertEquals(2 * k, splits.size());
      assertEquals("repeat1-fold1", splits.get(0).name());
      assertEquals("repeat2-fold" + k, splits.get(2 * k - 1).name());
      for (int repeat = 0; repeat < 2; repeat++) {
        int[] tested =
            splits.subList(repeat * k, repeat * k + k).stream()
                .flatMapToInt(s -> Arrays.stream(s.test()))
                .sorted()
                .toArray();
        assertArrayEquals(IntStream.range(0, cohort.size()).toArray(), tested);
      }
      for (Split split : splits) {
        assertWhole(cohort, split);
        for (int c = 0; c < classes; c++) {
          double total = count(cohort, IntStream.range(0, cohort.size()).toArray(), c);
          assertEquals(total / k, count(cohort, split.test(), c), 5.5);
          double rest = total - count(cohort, split.test(), c);
          assertEquals(rest * 0.2, count(cohort, split.validation(), c), 5.5);
        }
      }
      Split holdout = split(cohort, Specs.splitting(Kind.HOLDOUT, 0, 0), trial).get(0);
      assertEquals("holdout", holdout.name());
      assertWhole(cohort, holdout);
      assertEquals(0.2 * cohort.size(), holdout.test().length, 6);
    }
  }

  @Test
  void theSameSeedGivesTheSameSplitsAndRepeatsDiffer() {
    Cohort cohort = balanced(60);
    Splitting splitting = Specs.splitting(Kind.FOLDS, 3, 2);
    List<Split> splits = split(cohort, splitting, 5);
    List<Split> again = split(cohort, splitting, 5);
    for (int i = 0; i < splits.size(); i++) {
      assertArrayEquals(splits.get(i).train(), again.get(i).train());
      assertArrayEquals(splits.get(i).validation(), again.get(i).validation());
    }
    assertFalse(Arrays.equals(splits.get(0).test(), splits.get(3).test()));
    assertFalse(Arrays.equals(splits.get(0).test(), split(cohort, splitting, 6).get(0).test()));
  }

  /** With groups of one image the shares are exact: 60 images, 3 folds, a fifth to validation. */
  @Test
  void singleImagesAreSplitExactly() {
    for (Split split : split(balanced(60), Specs.splitting(Kind.FOLDS, 3, 1), 1)) {
      assertEquals(32, split.train().length);
      assertEquals(8, split.validation().length);
      assertEquals(20, split.test().length);
    }
  }

  @Test
  void identicalImagesStayOnOneSideWhateverTheirGroups() {
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      examples.add(Specs.example("image" + i, "group" + i, i / 2, i / 2 % 2, ""));
    }
    Cohort cohort = Specs.cohort(2, examples);
    for (Split split : split(cohort, Specs.splitting(Kind.FOLDS, 5, 1), 1)) {
      for (int[] part : List.of(split.train(), split.validation(), split.test())) {
        for (int i : part) {
          int twin = i ^ 1;
          assertTrue(IntStream.of(part).anyMatch(j -> j == twin), "image " + i);
        }
      }
      assertFalse(Audit.of(cohort, List.of(split)).leaks());
    }
  }

  @Test
  void theOfficialSplitIsTakenAsItStands() {
    Cohort cohort = CohortReader.read(Specs.of(RealData.file("medmnist/breastmnist.npz")));
    Split split = split(cohort, Specs.splitting(Kind.OFFICIAL, 0, 0), 1).get(0);
    assertEquals("official", split.name());
    assertArrayEquals(IntStream.range(0, 546).toArray(), split.train());
    assertArrayEquals(IntStream.range(546, 624).toArray(), split.validation());
    assertArrayEquals(IntStream.range(624, 780).toArray(), split.test());
  }

  @Test
  void aSourceWithoutValidationGivesAPartOfItsTrain() {
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      examples.add(Specs.example("i" + i, "g" + i / 2, i, i % 2, i < 40 ? "train" : "test"));
    }
    Cohort cohort = Specs.cohort(2, examples);
    Split split = split(cohort, Specs.splitting(Kind.OFFICIAL, 0, 0), 1).get(0);
    assertEquals(8, split.validation().length);
    assertEquals(32, split.train().length);
    assertArrayEquals(IntStream.range(40, 50).toArray(), split.test());
    assertWhole(cohort, split);
  }

  /** 323 slides of 917 cells: each fold's share of abnormal cells lies close to 675 / 917. */
  @Test
  void herlevFoldsAreBalanced() {
    Cohort cohort =
        CohortReader.read(
            Specs.of(
                RealData.file("herlev/index.csv"),
                new Columns("file", "abnormal", "slide_image_id", "split"),
                "images",
                Map.of(),
                false));
    for (Split split : split(cohort, Specs.splitting(Kind.FOLDS, 5, 2), 1)) {
      assertWhole(cohort, split);
      assertEquals(675 / 917.0, share(cohort, split.test()), 0.01);
      assertEquals(675 / 917.0, share(cohort, split.validation()), 0.01);
      assertEquals(917 / 5.0, split.test().length, 4);
    }
  }

  @Test
  void whatCannotBeSplitIsRefusedWithNumbers() {
    Splitting five = Specs.splitting(Kind.FOLDS, 5, 1);
    int[][] fourGroups =
        IntStream.range(0, 40).mapToObj(i -> new int[] {i % 2, i % 4}).toArray(int[][]::new);
    assertRefused(
        "4 groups cannot be split into 5 parts", () -> split(Specs.cohort(fourGroups), five, 1));
    int[][] oneGroup =
        IntStream.range(0, 40).mapToObj(i -> new int[] {i % 2, 0}).toArray(int[][]::new);
    Splitting holdout = Specs.splitting(Kind.HOLDOUT, 0, 0);
    assertRefused(
        "1 groups cannot be split into 2 parts", () -> split(Specs.cohort(oneGroup), holdout, 1));
    int[][] oneSample =
        IntStream.range(0, 40).mapToObj(i -> new int[] {i / 39, i}).toArray(int[][]::new);
    assertRefused("class class1 has 1 images", () -> split(Specs.cohort(oneSample), five, 1));
    int[][] few = IntStream.range(0, 40).mapToObj(i -> new int[] {i / 37, i}).toArray(int[][]::new);
    assertRefused("class class1 has", () -> split(Specs.cohort(few), five, 1));
    assertRefused("in test; every part needs one", () -> split(Specs.cohort(few), five, 1));
    int[][] oneClass = IntStream.range(0, 40).mapToObj(i -> new int[] {0, i}).toArray(int[][]::new);
    assertRefused("only one class", () -> split(Specs.cohort(oneClass), five, 1));
    Splitting official = Specs.splitting(Kind.OFFICIAL, 0, 0);
    assertRefused("set folds: 5 or split: holdout", () -> split(balanced(40), official, 1));
  }

  /** Strata of masks are spread like classes, and a rare one may miss a part. */
  @Test
  void strataOfMasksAreBalancedAndEveryPartShowsEveryClass() {
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < 61; i++) {
      int stratum = i == 60 ? 2 : i % 2;
      examples.add(masked(i, stratum, i / 2 % 2 == 0));
    }
    List<String> classes = List.of("background", "liver", "tumour");
    Cohort cohort =
        new Cohort("made", classes, List.of("a", "b", "rare"), examples, false, List.of());
    for (Split split : split(cohort, Specs.splitting(Kind.FOLDS, 3, 1), 1)) {
      for (int s = 0; s < 2; s++) {
        int stratum = s;
        assertEquals(
            10, IntStream.of(split.test()).filter(i -> cohort.stratum(i) == stratum).count());
      }
      assertWhole(cohort, split);
    }
    List<Example> few = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      few.add(masked(i, 0, i < 3));
    }
    assertRefused(
        "class tumour has 1 images",
        () -> split(masks(few.subList(2, 30)), Specs.splitting(Kind.HOLDOUT, 0, 0), 1));
    assertRefused(
        "in test; every part needs one",
        () -> split(masks(few), Specs.splitting(Kind.FOLDS, 5, 1), 1));
  }

  /** Liver in the pattern of the bits of i, so that no two images are the same. */
  private static Example masked(int i, int stratum, boolean tumour) {
    int[] labels = IntStream.range(0, 8).map(bit -> i >> bit & 1).toArray();
    labels[6] = 1;
    labels[7] = tumour ? 2 : 0;
    return Specs.masked("i" + i, stratum, labels);
  }

  private static Cohort masks(List<Example> examples) {
    return Specs.masks(examples.toArray(new Example[0]));
  }

  private static Cohort balanced(int images) {
    return Specs.cohort(
        IntStream.range(0, images).mapToObj(i -> new int[] {i % 2, i}).toArray(int[][]::new));
  }

  private static List<Split> split(Cohort cohort, Splitting splitting, long seed) {
    return Folds.of(cohort, splitting, seed, Audit.of(cohort));
  }

  private static void assertWhole(Cohort cohort, Split split) {
    Map<String, String> partOf = new HashMap<>();
    Map<String, int[]> parts =
        Map.of("train", split.train(), "validation", split.validation(), "test", split.test());
    int total = 0;
    for (Map.Entry<String, int[]> part : parts.entrySet()) {
      total += part.getValue().length;
      for (int i : part.getValue()) {
        String group = cohort.examples().get(i).group();
        String other = partOf.put(group, part.getKey());
        assertTrue(other == null || other.equals(part.getKey()), group + " is in two parts");
      }
    }
    assertEquals(cohort.size(), total);
  }

  private static double share(Cohort cohort, int[] examples) {
    return (double) count(cohort, examples, 1) / examples.length;
  }

  private static int count(Cohort cohort, int[] examples, int label) {
    return (int) IntStream.of(examples).filter(i -> cohort.label(i) == label).count();
  }
}
