package io.ridgeline.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.StudyFileException;
import io.ridgeline.trial.Setting;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CocktailInArmTest {
  private static StudySpec read(String arm) {
    return StudyFile.parse(
        StudyFileTest.SMALL + arm,
        "s.yaml",
        Path.of("").toAbsolutePath(),
        TestVocabulary.VOCABULARY,
        new Overrides(null, List.of()));
  }

  private static void assertRefused(String arm, String start, String part) {
    String message =
        String.valueOf(assertThrows(StudyFileException.class, () -> read(arm)).getMessage());
    assertTrue(message.startsWith(start) && message.contains(part), message);
  }

  @Test
  void aCocktailStandsForItsMethods() {
    StudySpec spec = read("  both: [{cocktail: two, draw: 4}, {dropout: {rate: 0.2}}]\n");
    assertEquals(
        List.of(
            new Setting("l1", Map.of("lambda", 0.5)),
            new Setting("flip", Map.of()),
            new Setting("dropout", Map.of("rate", 0.2, "at", "head"))),
        spec.arms().get(1).methods());
    assertEquals(
        0.0,
        read("  a: [{cocktail: two}]\n").arms().get(1).methods().get(0).values().get("lambda"));
    assertRefused(
        "  a: [{cocktail: tow}]\n", "s.yaml:7:18: ", "unknown cocktail 'tow'; did you mean 'two'?");
    assertRefused("  a: [{cocktail: two, drawn: 1}]\n", "s.yaml:7:23: ", "unknown key 'drawn'");
    assertRefused("  a: [{cocktail: two}, l1]\n", "s.yaml:7:24: ", "lists l1 twice");
  }
}
