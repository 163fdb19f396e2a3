package io.ridgeline.regularize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.StudyFileException;
import io.ridgeline.describe.Parameter;
import io.ridgeline.describe.TaskKind;
import io.ridgeline.trial.Setting;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CocktailTest {
  static List<Cocktail> all() {
    return Cocktail.ALL;
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyDrawIsAnArmWithValuesInsideTheirSearchRanges(Cocktail cocktail) {
    Set<List<Setting>> seen = new HashSet<>();
    for (int draw = 0; draw < 200; draw++) {
      List<Setting> methods = cocktail.draw(draw, TaskKind.CLASSIFICATION);
      assertEquals(methods, cocktail.draw(draw, TaskKind.CLASSIFICATION));
      assertEquals(Optional.empty(), Catalog.conflict(methods), methods::toString);
      assertTrue(methods.size() <= 8, "one choice a slot");
      for (Setting method : methods) {
        for (Parameter p : Catalog.descriptor(method.name()).parameters()) {
          Object value = method.values().get(p.name());
          if (draw > 0 && !p.search().isEmpty() && value instanceof Number n) {
            assertTrue(
                n.doubleValue() >= p.search().get(0) && n.doubleValue() <= p.search().get(1),
                method + " " + p);
          }
        }
      }
      seen.add(methods);
    }
    assertTrue(seen.size() > 150, "draws differ: " + seen.size());
  }

  @Test
  void drawZeroIsTheFirstChoiceAtItsDefaults() {
    List<Setting> methods = Cocktail.named("small-data").draw(0, TaskKind.CLASSIFICATION);
    assertEquals(
        List.of("weight-decay", "dropout", "flip", "affine", "label-smoothing", "ema"),
        methods.stream().map(Setting::name).toList());
    assertEquals(Catalog.descriptor("dropout").defaults(), methods.get(1).values());
  }

  @Test
  void aSegmentationDrawsOnlyWhatIsDefinedForIt() {
    for (Cocktail cocktail : Cocktail.ALL) {
      for (int draw = 0; draw < 100; draw++) {
        for (Setting method : cocktail.draw(draw, TaskKind.SEGMENTATION)) {
          assertTrue(
              Catalog.descriptor(method.name()).tasks().contains(TaskKind.SEGMENTATION),
              cocktail.name() + " " + method);
        }
      }
    }
    assertTrue(Cocktail.named("kadra").draw(0, TaskKind.SEGMENTATION).size() >= 4);
  }

  @Test
  void searchedValuesAreEvenOnTheirOwnScale() {
    Parameter lambda = Catalog.descriptor("l1").parameters().get(0);
    assertEquals(1e-7, (double) lambda.searched(0), 1e-12);
    assertEquals(1e-5, (double) lambda.searched(0.5), 1e-10);
    // a hundredth from 1, then a ten-thousandth: halfway a thousandth
    Parameter decay = Catalog.descriptor("ema").parameters().get(0);
    assertEquals(0.99, (double) decay.searched(0), 1e-12);
    assertEquals(0.999, (double) decay.searched(0.5), 1e-12);
    assertEquals("[0.99, 0.9999], logarithmic towards 1", decay.searchRange());
    assertEquals("[1e-7, 0.001], logarithmic", lambda.searchRange());
    Parameter patience = Catalog.descriptor("early-stopping").parameters().get(0);
    assertEquals(5, patience.searched(0));
    assertEquals(30, patience.searched(Math.nextDown(1.0)));
  }

  @Test
  void anUnknownOneListsTheKnownOnes() {
    StudyFileException e =
        assertThrows(StudyFileException.class, () -> Cocktail.named("smal-data"));
    assertTrue(String.valueOf(e.getMessage()).contains("did you mean 'small-data'"));
  }
}
