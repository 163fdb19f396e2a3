package io.ridgeline.data;

import static io.ridgeline.data.Specs.box;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.data.DataSpec.Splitting;
import io.ridgeline.image.Image;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BoxAuditTest {
  private static final double EXACT = 1e-12;

  private static Cohort cohort(Example... examples) {
    List<String> strata = List.of("with objects", "without objects");
    return new Cohort("made", List.of("a", "b", "c"), strata, List.of(examples), false, List.of());
  }

  /** Sides 3, 4 and 5: the 10th percentile lies a fifth of the way from 3 to 4. */
  @Test
  void objectsAreCountedAndMeasured() {
    Cohort cohort =
        cohort(
            Specs.boxed("1", 0, box(0, 0, 3, 3, 0), box(0, 0, 2, 8, 0), box(9, 9, 14, 14, 0)),
            Specs.boxed("2", 0, box(0, 0, 1, 1, 1)),
            Specs.boxed("3", 1));
    BoxAudit audit = BoxAudit.of(cohort);
    assertEquals(Map.of("a", 3, "b", 1, "c", 0), audit.objects());
    assertEquals(Map.of("a", 1, "b", 1, "c", 0), audit.images());
    BoxAudit.Range sides = Objects.requireNonNull(audit.sides().get("a"));
    assertEquals(3.2, sides.low(), EXACT);
    assertEquals(4, sides.median(), EXACT);
    assertEquals(4.8, sides.high(), EXACT);
    assertNull(audit.sides().get("c"));
    // 3, 1 and no objects
    assertEquals(0.2, audit.crowding().low(), EXACT);
    assertEquals(1, audit.crowding().median(), EXACT);
    assertEquals(2.6, audit.crowding().high(), EXACT);
    assertEquals(1, audit.without());
    assertEquals(
        List.of(
            "a: 3 objects in 1 images; side (root of the area) in pixels: median 4.0, 10 to 90 % of"
                + " them 3.2-4.8",
            "b: 1 objects in 1 images; side (root of the area) in pixels: median 1.0, 10 to 90 % of"
                + " them 1.0-1.0",
            "c: 0 objects in 0 images",
            "objects an image: median 1.0, 10 to 90 % of them 0.2-2.6",
            "images without objects: 1",
            "boxes that all but coincide with another of their class: none"),
        audit.lines());
    assertTrue(Audit.of(cohort).lines().containsAll(audit.lines()));
  }

  /** Of two boxes 10 wide, 10 and 9.6 high, the overlap is 0.96; 9.4 high it is 0.94. */
  @Test
  void boxesOfOneClassThatAllButCoincideAreCounted() {
    Cohort cohort =
        cohort(
            Specs.boxed("1", 0, box(0, 0, 10, 10, 0), box(0, 0, 10, 9.6, 0)),
            Specs.boxed("2", 0, box(0, 0, 10, 10, 0), box(0, 0, 10, 9.4, 0)),
            Specs.boxed("3", 0, box(0, 0, 10, 10, 0), box(0, 0, 10, 10, 1)),
            Specs.boxed("4", 0, box(0, 0, 10, 10, 0), box(0, 0, 10, 10, 0)));
    BoxAudit audit = BoxAudit.of(cohort);
    assertEquals(2, audit.twins());
    assertTrue(audit.lines().get(5).endsWith("of their class: 2 pairs"), audit.lines().get(5));
  }

  @Test
  void identicalImagesWithOtherBoxesContradictEachOther() {
    LabelledBox one = box(0, 0, 10, 10, 0);
    LabelledBox two = box(5, 5, 9, 9, 1);
    Audit same = Audit.of(cohort(Specs.boxed("1", 0, one, two), Specs.boxed("2", 0, two, one)));
    assertEquals(
        List.of(), same.duplicates().stream().filter(Audit.Duplicates::contradictory).toList());
    Audit other = Audit.of(cohort(Specs.boxed("1", 0, one, two), Specs.boxed("2", 0, one)));
    assertTrue(
        other
            .lines()
            .contains("identical images with different boxes: 1 (with objects) = 2 (with objects)"),
        other.lines().toString());
  }

  /** A detector of one class is a detector; of a classifier two are asked for. */
  @Test
  void oneClassIsEnoughToSplit() {
    List<Example> examples =
        IntStream.range(0, 20)
            .mapToObj(
                i ->
                    new Example(
                        "e" + i,
                        "g" + i,
                        new Image(1, 1, 1, 255, new float[] {i}),
                        new Boxes(List.of(box(0, 0, 1, 1, 0)), 0),
                        "",
                        Map.of()))
            .toList();
    Cohort cohort =
        new Cohort("made", List.of("cell"), List.of("with"), examples, false, List.of());
    Splitting splitting = Specs.splitting(Splitting.Kind.HOLDOUT, 1, 1);
    Split split = Folds.of(cohort, splitting, 1, Audit.of(cohort)).get(0);
    assertEquals(20, split.train().length + split.validation().length + split.test().length);
    assertNotEquals(0, split.test().length);
  }
}
