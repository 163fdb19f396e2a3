package io.ridgeline.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.describe.TaskKind;
import io.ridgeline.regularize.Catalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that tell of the whole catalogue. */
class CatalogFilesTest {
  private static final Path ROOT = Path.of(System.getProperty("ridgeline.root"));

  @Test
  void theDocumentationIsThatOfTheDeclarations() throws IOException {
    assertEquals(
        Files.readString(ROOT.resolve("docs/regularizers.md")),
        Ran.of("regularizers", "--markdown").out(),
        "run ./ridgeline regularizers --markdown > docs/regularizers.md");
  }

  @Test
  void theReadmeCountsTheMethods() throws IOException {
    String count = "lists " + Catalog.descriptors().size() + ", by the place where they act";
    assertTrue(Files.readString(ROOT.resolve("README.md")).contains(count), count);
  }

  @ParameterizedTest
  @ValueSource(strings = {"catalogue.yaml", "catalogue-phantom.yaml"})
  void theCatalogueStudyHasEveryClassificationMethod(String name) throws IOException {
    List<String> lines = Files.readAllLines(ROOT.resolve("examples").resolve(name));
    Catalog.descriptors()
        .values()
        .forEach(
            d ->
                assertEquals(
                    d.tasks().contains(TaskKind.CLASSIFICATION),
                    lines.stream().anyMatch(line -> line.startsWith("  " + d.name() + ": [")),
                    d.name()));
  }

  @Test
  void theListSaysKindValuesTasksCostAndPaper() {
    String list = Ran.of("regularizers").out();
    for (String words :
        List.of(
            "Penalties: adds a penalty on weights to the loss",
            "lambda 1e-5 [0, 10]; all tasks; one pass over the weights; Tibshirani 1996",
            "Whole steps:",
            "Prediction:")) {
      assertTrue(list.contains(words), words + " in " + list);
    }
  }
}
