package io.ridgeline.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.StudyFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuiteFileTest {
  private static final Path FOLDER = Path.of("/suites");

  private static SuiteFile parse(String text) {
    return SuiteFile.parse(text, "suite.yaml", FOLDER);
  }

  @Test
  void studiesAreNamesOrSections() {
    SuiteFile suite =
        parse(
            """
            metric: auroc
            studies:
              - a.yaml
              - {file: sub/b.yaml, data: images, set: [seeds=2, "model={name: cnn}"]}
            """);
    assertEquals("auroc", suite.metric());
    assertEquals(
        List.of(
            new SuiteFile.Entry(Path.of("/suites/a.yaml"), Overrides.NONE),
            new SuiteFile.Entry(
                Path.of("/suites/sub/b.yaml"),
                new Overrides(Path.of("/suites/images"), List.of("seeds=2", "model={name: cnn}")))),
        suite.studies());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[a.yaml]|suite.yaml:1:1: a suite holds studies, such as studies: [a.yaml, b.yaml]",
        "metric: auroc|suite.yaml:1:1: 'studies' is missing",
        "studies: a.yaml|suite.yaml:1:10: studies must be a list of study files",
        "studies: []|suite.yaml:1:10: studies must be a list of study files",
        "study: [a.yaml]|suite.yaml:1:1: unknown key 'study'; known: metric, studies",
        "{studies: [a.yaml], metric: auroq}|suite.yaml:1:29: there is no metric called auroq",
        "studies: [{data: x}]|suite.yaml:1:11: 'file' is missing",
        "studies: [{file: a.yaml, sets: []}]|suite.yaml:1:26: unknown key 'sets'; did you mean",
        "studies: [{file: a.yaml, set: seeds=2}]|suite.yaml:1:31: set must be a list",
        "studies: [{file: a.yaml, set: [seeds]}]|suite.yaml:1:32: give key=value",
        "studies: [[a.yaml]]|suite.yaml:1:11: this must be a section such as {file: a.yaml",
      })
  void whatIsWrongIsNamedWithItsPlace(String text, String message) {
    StudyFileException e = assertThrows(StudyFileException.class, () -> parse(text));
    assertTrue(String.valueOf(e.getMessage()).contains(message), e.getMessage());
  }

  @Test
  void allProblemsAreTold() {
    StudyFileException e =
        assertThrows(
            StudyFileException.class, () -> parse("studies: [{fil: a}, {file: b, set: 3}]"));
    String message = String.valueOf(e.getMessage());
    assertTrue(message.contains("unknown key 'fil'") && message.contains("1:36: set"), message);
  }
}
