package io.ridgeline;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The borders between the rooms. */
class ArchitectureTest {
  /** Each package imports only from packages to its left. */
  private static final List<List<String>> CHAINS =
      List.of(
          List.of(
              "describe",
              "image",
              "data",
              "metric",
              "trial",
              "engine",
              "loss",
              "model",
              "regularize",
              "task",
              "deploy",
              "train"),
          List.of(
              "describe",
              "image",
              "data",
              "metric",
              "trial",
              "tune",
              "statistics",
              "study",
              "report"),
          List.of("describe", "data", "metric", "linear", "study", "report"));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.ridgeline");

  private static String room(String name) {
    return "io.ridgeline." + name + "..";
  }

  @Test
  void everyRoomStandsInAChain() {
    Set<String> rooms =
        CLASSES.stream()
            .map(c -> c.getPackageName().replaceFirst("^io\\.ridgeline\\.?", ""))
            .filter(name -> !name.isEmpty())
            .map(name -> name.split("\\.", 2)[0])
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> chained =
        CHAINS.stream().flatMap(List::stream).collect(Collectors.toCollection(TreeSet::new));
    assertEquals(chained, rooms);
  }

  @Test
  void aRoomImportsOnlyFromItsLeft() {
    Set<String> all = CHAINS.stream().flatMap(List::stream).collect(Collectors.toSet());
    for (String room : all) {
      Set<String> allowed =
          CHAINS.stream()
              .filter(chain -> chain.contains(room))
              .flatMap(chain -> chain.subList(0, chain.indexOf(room) + 1).stream())
              .collect(Collectors.toSet());
      String[] forbidden =
          all.stream()
              .filter(other -> !allowed.contains(other))
              .map(ArchitectureTest::room)
              .toArray(String[]::new);
      noClasses()
          .that()
          .resideInAPackage(room(room))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(forbidden)
          .check(CLASSES);
    }
  }

  @Test
  void roomsFormNoCycles() {
    slices().matching("io.ridgeline.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void onlyTheEngineSeesNativeCode() {
    noClasses()
        .that()
        .resideOutsideOfPackage(room("engine"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.bytedeco..")
        .check(CLASSES);
  }

  @Test
  void nobodyPrints() {
    GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(CLASSES);
  }
}
