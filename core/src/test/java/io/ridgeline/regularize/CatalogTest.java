package io.ridgeline.regularize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.StudyFileException;
import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Parameter;
import io.ridgeline.trial.Setting;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CatalogTest {
  static List<Descriptor> all() {
    return List.copyOf(Catalog.descriptors().values());
  }

  @ParameterizedTest
  @MethodSource("all")
  void aMethodReadsBackWhatItIs(Descriptor d) {
    Regularizer method = Catalog.create(new Setting(d.name(), d.defaults()));
    assertEquals(new Setting(d.name(), d.defaults()), method.setting());
    assertEquals(method, Catalog.create(method.setting()));
    assertEquals(method, Catalog.create(new Setting(d.name(), Map.of())));
  }

  @ParameterizedTest
  @MethodSource("all")
  void invalidValuesAreRefusedByName(Descriptor d) {
    for (Parameter p : d.parameters()) {
      for (Object invalid : p.invalidValues()) {
        Map<String, Object> values = new LinkedHashMap<>(d.defaults());
        values.put(p.name(), invalid);
        StudyFileException e =
            assertThrows(
                StudyFileException.class,
                () -> Catalog.create(new Setting(d.name(), values)),
                d.name() + "." + p.name() + " = " + invalid);
        assertTrue(
            String.valueOf(e.getMessage()).contains(d.name() + "." + p.name())
                && String.valueOf(e.getMessage()).contains(p.range()),
            e.getMessage());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void aMethodSaysWhatItIs(Descriptor d) {
    assertTrue(d.summary().endsWith("."), d.name());
    assertTrue(!d.formula().isEmpty() && !d.when().isEmpty(), d.name());
    assertTrue(
        d.papers().stream().allMatch(p -> p.matches(".*\\b(19|20)\\d\\d\\b.*"))
            && !d.papers().isEmpty(),
        d.name());
    assertTrue(
        d.off() != null || d.parameters().isEmpty(),
        d.name() + " declares the value that turns it off");
  }

  @Test
  void everyKindIsNamedOnceAndInOrder() {
    List<Class<?>> named = Arrays.stream(Kind.values()).<Class<?>>map(Kind::type).toList();
    assertEquals(List.of(Regularizer.class.getPermittedSubclasses()), named);
  }

  @Test
  void everyKindHasAMethod() {
    for (Class<?> kind : Regularizer.class.getPermittedSubclasses()) {
      assertTrue(Catalog.ALL.stream().anyMatch(kind::isAssignableFrom), kind + " has no method");
    }
  }

  @Test
  void anUnknownMethodListsTheKnownOnes() {
    StudyFileException e =
        assertThrows(
            StudyFileException.class, () -> Catalog.create(new Setting("dropuot", Map.of())));
    assertTrue(
        String.valueOf(e.getMessage()).contains("dropuot")
            && String.valueOf(e.getMessage()).contains("l1, l2, elastic-net"),
        e.getMessage());
  }

  @Test
  void whatShrinksTheSameWeightsTwiceIsRefused() {
    assertTrue(conflict("l2", "weight-decay").isPresent());
    assertTrue(conflict("l1", "proximal-l1").isPresent());
    assertTrue(conflict("elastic-net", "l2").isPresent());
    assertTrue(conflict("sparse-group-lasso", "group-lasso").isPresent());
    assertTrue(conflict("l2-sp", "weight-decay").isPresent());
    assertTrue(conflict("l2-sp", "l2").isPresent());
    assertTrue(conflict("sparse-group-lasso", "l1").isPresent());
    assertTrue(conflict("dropout", "dropout").isPresent());
    assertTrue(conflict("l1", "l2").isEmpty());
    assertTrue(conflict("l1", "group-lasso").isEmpty());
    assertTrue(conflict("weight-decay", "dropout", "ema", "flip").isEmpty());
  }

  @Test
  void whatUndoesAnotherIsRefused() {
    assertTrue(conflict("sam", "asam").isPresent());
    assertTrue(conflict("ema", "swa").isPresent());
    assertTrue(conflict("freeze", "max-norm").isPresent());
    assertTrue(conflict("proximal-l1", "freeze").isPresent());
    assertTrue(conflict("freeze", "weight-decay", "l1").isEmpty());
    assertTrue(conflict("sam", "lookahead", "layer-lr-decay").isEmpty());
    assertEquals(
        Optional.of(
            "manifold-mixup and self-distillation disagree: the teacher would see unmixed images;"
                + " list one"),
        conflict("manifold-mixup", "self-distillation"));
    assertTrue(conflict("self-distillation", "manifold-mixup").isPresent());
    assertTrue(conflict("self-distillation", "mixup", "fgsm").isEmpty());
  }

  @Test
  void whatNeedsNoiseIsRefusedWithoutAny() {
    assertEquals(
        Optional.of(
            "mc-dropout needs noise on activations to act on; list one beside it, such as dropout"),
        conflict("mc-dropout", "flip"));
    assertEquals(
        Optional.of("r-drop needs noise to act on; list one beside it, such as dropout"),
        conflict("fgsm", "r-drop"));
    for (String noise : List.of("drop-connect", "weight-noise", "concrete-dropout")) {
      assertTrue(conflict("r-drop", noise).isEmpty(), noise);
      assertTrue(conflict("mc-dropout", noise).isPresent(), noise);
    }
    assertTrue(conflict("mc-dropout", "dropout", "r-drop").isEmpty());
    assertTrue(conflict("spatial-dropout", "mc-dropout").isEmpty());
    Setting off = new Setting("mc-dropout", Map.of("passes", 0));
    assertTrue(Catalog.conflict(List.of(off)).isEmpty());
    Setting quiet = new Setting("dropout", Map.of("rate", 0));
    for (String method : List.of("mc-dropout", "r-drop")) {
      Setting needs = new Setting(method, Map.of());
      assertTrue(Catalog.conflict(List.of(quiet, needs)).isPresent(), method);
    }
  }

  @Test
  void whatSaysTwiceWhichWeightsPredictIsRefused() {
    assertTrue(conflict("ema", "swa").isPresent());
    assertTrue(conflict("snapshot-ensemble", "ema").isPresent());
    assertTrue(conflict("swa", "snapshot-ensemble").isPresent());
    assertEquals(
        Optional.of(
            "early-stopping and snapshot-ensemble both say which weights predict; list one"),
        conflict("early-stopping", "snapshot-ensemble"));
    assertTrue(conflict("snapshot-ensemble", "early-stopping").isPresent());
    assertTrue(conflict("ema", "early-stopping").isEmpty());
    assertTrue(conflict("snapshot-ensemble", "lookahead", "dropout").isEmpty());
  }

  private static Optional<String> conflict(String... names) {
    return Catalog.conflict(Arrays.stream(names).map(n -> new Setting(n, Map.of())).toList());
  }
}
