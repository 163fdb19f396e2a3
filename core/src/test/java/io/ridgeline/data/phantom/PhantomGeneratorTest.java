package io.ridgeline.data.phantom;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.StudyFileException;
import io.ridgeline.data.Box;
import io.ridgeline.data.Boxes;
import io.ridgeline.data.Cohort;
import io.ridgeline.data.DataSpec;
import io.ridgeline.data.Example;
import io.ridgeline.data.LabelledBox;
import io.ridgeline.data.Mask;
import io.ridgeline.describe.TaskKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class PhantomGeneratorTest {
  private static final int SIZE = 64;

  private static DataSpec.Phantom spec(int patients, double difficulty, long seed) {
    return new DataSpec.Phantom(patients, SIZE, difficulty, seed);
  }

  private static float[] pixels(Cohort cohort, int i) {
    return cohort.examples().get(i).image().values();
  }

  @Test
  void saysThatItIsSimulated() {
    Cohort cohort = PhantomGenerator.generate(spec(3, 0.5, 1));
    assertTrue(cohort.simulated());
    assertEquals("simulated breast ultrasound (phantom)", cohort.name());
    assertEquals(List.of("benign", "malignant"), cohort.classes());
    for (Example example : cohort.examples()) {
      assertTrue(example.id().startsWith(example.group() + "/"), example.id());
      assertTrue(example.group().startsWith("simulated-patient-"), example.group());
    }
  }

  @Test
  void lesionsAreTheMasksOfTheSameImages() {
    DataSpec.Phantom spec = spec(12, 0.5, 3);
    Cohort cohort = PhantomGenerator.generate(spec);
    Cohort masks = PhantomGenerator.generate(spec, TaskKind.SEGMENTATION);
    List<Lesion> lesions = PhantomGenerator.lesions(spec);
    assertEquals(List.of("background", "lesion"), masks.classes());
    assertEquals(List.of("benign", "malignant"), masks.strata());
    for (int i = 0; i < cohort.size(); i++) {
      assertArrayEquals(pixels(cohort, i), pixels(masks, i));
      assertEquals(cohort.label(i), masks.stratum(i));
      byte[] labels = ((Mask) masks.examples().get(i).target()).labels();
      for (int k = 0; k < labels.length; k++) {
        assertEquals(lesions.get(i).mask()[k] ? 1 : 0, labels[k]);
      }
    }
  }

  @Test
  void boxesStandAroundTheMasksOfTheSameImages() {
    DataSpec.Phantom spec = spec(12, 0.5, 3);
    Cohort classes = PhantomGenerator.generate(spec);
    Cohort masks = PhantomGenerator.generate(spec, TaskKind.SEGMENTATION);
    Cohort boxes = PhantomGenerator.generate(spec, TaskKind.DETECTION);
    assertTrue(boxes.boxed());
    assertEquals(List.of("benign", "malignant"), boxes.classes());
    assertEquals(List.of("benign", "malignant"), boxes.strata());
    for (int i = 0; i < boxes.size(); i++) {
      assertArrayEquals(pixels(classes, i), pixels(boxes, i));
      assertEquals(classes.label(i), boxes.stratum(i));
      byte[] labels = ((Mask) masks.examples().get(i).target()).labels();
      int[] inside = IntStream.range(0, labels.length).filter(k -> labels[k] == 1).toArray();
      int[] across = IntStream.of(inside).map(k -> k % SIZE).sorted().toArray();
      int last = inside.length - 1;
      int top = inside[0] / SIZE;
      int bottom = inside[last] / SIZE + 1;
      Box box = new Box(across[0], top, across[last] + 1, bottom);
      assertEquals(
          List.of(new LabelledBox(box, classes.label(i))),
          ((Boxes) boxes.examples().get(i).target()).objects());
    }
  }

  /** Pins the bits: another machine, Java version, locale or refactoring must not change them. */
  @Test
  void sameSeedGivesTheSameBitsEverywhere() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      Cohort cohort = PhantomGenerator.generate(new DataSpec.Phantom(4, 32, 0.5, 42));
      assertEquals("simulated-patient-0004", cohort.examples().get(cohort.size() - 1).group());
      CRC32 crc = new CRC32();
      for (Example example : cohort.examples()) {
        for (float v : example.image().values()) {
          crc.update((int) v);
        }
        example.columns().toString().chars().forEach(crc::update);
      }
      assertEquals(928568449L, crc.getValue());
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void anotherSeedGivesOtherPatients() {
    Cohort one = PhantomGenerator.generate(spec(1, 0.5, 1));
    Cohort two = PhantomGenerator.generate(spec(1, 0.5, 2));
    assertFalse(Arrays.equals(pixels(one, 0), pixels(two, 0)));
  }

  @Test
  void morePatientsLeaveTheFirstAsTheyWere() {
    Cohort few = PhantomGenerator.generate(spec(5, 0.5, 9));
    Cohort many = PhantomGenerator.generate(spec(8, 0.5, 9));
    for (int i = 0; i < few.size(); i++) {
      assertEquals(few.examples().get(i).id(), many.examples().get(i).id());
      assertArrayEquals(pixels(few, i), pixels(many, i));
    }
  }

  @Test
  void pixelsAreWholeGreyLevels() {
    Cohort cohort = PhantomGenerator.generate(spec(4, 0.5, 3));
    for (Example example : cohort.examples()) {
      assertEquals(1, example.image().channels());
      assertEquals(255f, example.image().white());
      double mean = 0;
      for (float v : example.image().values()) {
        assertTrue(v >= 0 && v <= 255 && v == Math.rint(v), "" + v);
        mean += v / (SIZE * SIZE);
      }
      assertTrue(mean > 40 && mean < 215, "mean grey " + mean);
    }
  }

  @Test
  void twoPatientsInFiveAreMalignantAndSomeHaveTwoImages() {
    Cohort cohort = PhantomGenerator.generate(spec(200, 0.5, 4));
    Map<String, Integer> labels = new HashMap<>();
    Map<String, Integer> images = new HashMap<>();
    for (int i = 0; i < cohort.size(); i++) {
      String patient = cohort.examples().get(i).group();
      Integer other = labels.put(patient, cohort.label(i));
      assertTrue(other == null || other == cohort.label(i), patient + " has both classes");
      images.merge(patient, 1, Integer::sum);
    }
    assertEquals(200, labels.size());
    assertEquals(80, labels.values().stream().mapToInt(l -> l).sum());
    long twice = images.values().stream().filter(n -> n == 2).count();
    // 0.4 ± 4 standard errors of a share of 200
    assertTrue(twice > 52 && twice < 108, twice + " of 200 patients have two images");
    assertTrue(images.values().stream().allMatch(n -> n == 1 || n == 2));
  }

  @Test
  void imagesOfOnePatientResembleEachOther() {
    Cohort cohort = PhantomGenerator.generate(spec(60, 0.5, 5));
    double within = 0;
    double between = 0;
    int pairs = 0;
    int[] first = IntStream.range(0, cohort.size()).filter(i -> sameAsNext(cohort, i)).toArray();
    for (int k = 0; k < first.length; k++) {
      double[] here = rows(pixels(cohort, first[k]));
      within += distance(here, rows(pixels(cohort, first[k] + 1)));
      between += distance(here, rows(pixels(cohort, first[(k + 1) % first.length])));
      pairs++;
    }
    assertTrue(pairs > 10);
    assertTrue(within < 0.5 * between, within / pairs + " within, " + between / pairs + " between");
  }

  private static boolean sameAsNext(Cohort cohort, int i) {
    return i + 1 < cohort.size()
        && cohort.examples().get(i).group().equals(cohort.examples().get(i + 1).group());
  }

  /** Mean grey of each row: the layers and the gain, without the speckle. */
  private static double[] rows(float[] pixels) {
    double[] rows = new double[SIZE];
    for (int i = 0; i < pixels.length; i++) {
      rows[i / SIZE] += pixels[i] / SIZE;
    }
    return rows;
  }

  private static double distance(double[] a, double[] b) {
    return Math.sqrt(
        IntStream.range(0, SIZE).mapToDouble(i -> (a[i] - b[i]) * (a[i] - b[i])).sum());
  }

  @Test
  void boxIsTightAroundTheMaskAndStandsInTheColumn() {
    DataSpec.Phantom spec = spec(40, 0.3, 6);
    Cohort cohort = PhantomGenerator.generate(spec);
    List<Lesion> lesions = PhantomGenerator.lesions(spec);
    assertEquals(cohort.size(), lesions.size());
    for (int i = 0; i < lesions.size(); i++) {
      Lesion lesion = lesions.get(i);
      String box = lesion.x0() + "," + lesion.y0() + "," + lesion.x1() + "," + lesion.y1();
      assertEquals(box, cohort.examples().get(i).columns().get("box"));
      assertTrue(lesion.x0() > 0 && lesion.y0() > 0 && lesion.x1() < SIZE && lesion.y1() < SIZE);
      boolean left = false;
      boolean top = false;
      boolean right = false;
      boolean bottom = false;
      for (int y = 0; y < SIZE; y++) {
        for (int x = 0; x < SIZE; x++) {
          if (lesion.mask()[y * SIZE + x]) {
            assertTrue(x >= lesion.x0() && x < lesion.x1() && y >= lesion.y0() && y < lesion.y1());
            left |= x == lesion.x0();
            top |= y == lesion.y0();
            right |= x == lesion.x1() - 1;
            bottom |= y == lesion.y1() - 1;
          }
        }
      }
      assertTrue(left && top && right && bottom, box);
    }
  }

  @Test
  void lesionsAreDarkAndTheClassShowsBehindThem() {
    DataSpec.Phantom spec = spec(100, 0, 7);
    Cohort cohort = PhantomGenerator.generate(spec);
    List<Lesion> lesions = PhantomGenerator.lesions(spec);
    int dark = 0;
    int behind = 0;
    for (int i = 0; i < cohort.size(); i++) {
      Lesion lesion = lesions.get(i);
      float[] pixels = pixels(cohort, i);
      int middle = (lesion.x0() + lesion.x1()) / 2;
      int centre = (lesion.y0() + lesion.y1()) / 2;
      dark += grey(pixels, middle, centre) < beside(pixels, lesion, centre) ? 1 : 0;
      int under = lesion.y1() + 5;
      boolean brighter = grey(pixels, middle, under) > beside(pixels, lesion, under);
      behind += brighter == (cohort.label(i) == 0) ? 1 : 0;
    }
    assertTrue(dark >= 0.98 * cohort.size(), dark + " of " + cohort.size() + " lesions are dark");
    assertTrue(behind >= 0.9 * cohort.size(), behind + " of " + cohort.size() + " as expected");
  }

  /** Mean of 5 x 7 pixels. */
  private static double grey(float[] pixels, int x, int y) {
    double sum = 0;
    for (int dy = -3; dy <= 3; dy++) {
      for (int dx = -2; dx <= 2; dx++) {
        sum += pixels[Math.min(SIZE - 1, y + dy) * SIZE + Math.min(SIZE - 1, Math.max(0, x + dx))];
      }
    }
    return sum / 35;
  }

  private static double beside(float[] pixels, Lesion lesion, int y) {
    return (grey(pixels, lesion.x0() - 6, y) + grey(pixels, lesion.x1() + 5, y)) / 2;
  }

  @Test
  void difficultyBringsTheClassesTogether() {
    List<ToDoubleFunction<Lesion>> features = List.of(l -> -solidity(l), l -> aspect(l));
    for (ToDoubleFunction<Lesion> feature : features) {
      double easy = auroc(0, feature);
      double medium = auroc(0.5, feature);
      double hard = auroc(1, feature);
      assertTrue(easy > 0.95, "at 0: " + easy);
      assertTrue(medium < easy - 0.03 && medium > 0.75, "at 0.5: " + medium);
      // at 1 the means are 0.23 standard deviations apart: 0.56, and 4 standard errors
      assertTrue(hard > 0.42 && hard < 0.70, "at 1: " + hard);
    }
  }

  /** How often a malignant lesion's feature is above a benign one's. */
  private static double auroc(double difficulty, ToDoubleFunction<Lesion> feature) {
    double[] values =
        PhantomGenerator.lesions(spec(200, difficulty, 8)).stream().mapToDouble(feature).toArray();
    // the size changes no patient, and small images are quick
    Cohort cohort = PhantomGenerator.generate(new DataSpec.Phantom(200, 16, difficulty, 8));
    double above = 0;
    double pairs = 0;
    for (int i = 0; i < values.length; i++) {
      for (int j = 0; j < values.length; j++) {
        if (cohort.label(i) == 1 && cohort.label(j) == 0) {
          above += values[i] > values[j] ? 1 : values[i] == values[j] ? 0.5 : 0;
          pairs++;
        }
      }
    }
    return above / pairs;
  }

  private static double aspect(Lesion lesion) {
    return (double) (lesion.y1() - lesion.y0()) / (lesion.x1() - lesion.x0());
  }

  /** Area over the area of the convex hull of the pixels' corners. */
  private static double solidity(Lesion lesion) {
    List<int[]> corners = new ArrayList<>();
    int area = 0;
    for (int x = lesion.x0(); x < lesion.x1(); x++) {
      for (int y = lesion.y0(); y < lesion.y1(); y++) {
        if (lesion.mask()[y * SIZE + x]) {
          area++;
          for (int k = 0; k < 4; k++) {
            corners.add(new int[] {x + k / 2, y + k % 2});
          }
        }
      }
    }
    corners.sort(
        (a, b) -> a[0] != b[0] ? Integer.compare(a[0], b[0]) : Integer.compare(a[1], b[1]));
    double twice = 0;
    for (int side = -1; side <= 1; side += 2) {
      List<int[]> chain = new ArrayList<>();
      for (int[] c : corners) {
        while (chain.size() > 1 && side * cross(chain, c) <= 0) {
          chain.remove(chain.size() - 1);
        }
        chain.add(c);
      }
      for (int i = 1; i < chain.size(); i++) {
        int[] a = chain.get(i - 1);
        int[] b = chain.get(i);
        twice += side * (a[0] * b[1] - a[1] * b[0]);
      }
    }
    return 2 * area / twice;
  }

  private static int cross(List<int[]> chain, int[] c) {
    int[] a = chain.get(chain.size() - 2);
    int[] b = chain.get(chain.size() - 1);
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
  }

  @Test
  void refusesNumbersOutOfRangeByName() {
    Map<DataSpec.Phantom, String> bad =
        Map.of(
            spec(0, 0.5, 1),
            "phantom patients is 0",
            new DataSpec.Phantom(10, 15, 0.5, 1),
            "phantom size is 15",
            new DataSpec.Phantom(10, 1025, 0.5, 1),
            "phantom size is 1025",
            spec(10, -0.1, 1),
            "phantom difficulty is -0.1",
            spec(10, Double.NaN, 1),
            "phantom difficulty is NaN",
            new DataSpec.Phantom(1000, 1024, 0.5, 1),
            "1000 phantom patients of 1024x1024");
    bad.forEach(
        (spec, message) -> {
          StudyFileException e =
              assertThrows(StudyFileException.class, () -> PhantomGenerator.generate(spec));
          assertTrue(String.valueOf(e.getMessage()).contains(message), e.getMessage());
        });
  }
}
