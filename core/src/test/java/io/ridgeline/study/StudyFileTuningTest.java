package io.ridgeline.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.StudyFileException;
import io.ridgeline.tune.Dimension;
import io.ridgeline.tune.Tuning;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a study file says of tuning. */
final class StudyFileTuningTest {
  private static StudySpec parse(String tuning, String arms) {
    String text =
        """
        study: s
        task: classification
        data: {phantom: {}}
        model: resnet
        """
            + "tuning: "
            + tuning
            + "\narms:\n  none: []\n  a: "
            + arms
            + "\n";
    return StudyFile.parse(text, "s.yaml", Path.of(""), TestVocabulary.VOCABULARY, Overrides.NONE);
  }

  private static List<Dimension> searched(StudySpec spec) {
    return Objects.requireNonNull(spec.searched().get("a"));
  }

  @Test
  void whatIsNotSaidHasADefault() {
    StudySpec spec = parse("{}", "[l1]");
    Tuning tuning = Objects.requireNonNull(spec.tuning());
    assertEquals(12, tuning.trials());
    assertEquals(0.2, tuning.holdout());
    assertEquals(0, tuning.folds());
    assertEquals(Tuning.Proposals.HALTON, tuning.sampler());
    assertEquals(Tuning.Pruning.HALVING, tuning.pruning());
    assertEquals(2e-4, tuning.learningRate().get(0), 1e-12);
    assertEquals(1e-2, tuning.learningRate().get(1), 1e-12);
    assertEquals(Map.of(), spec.searched());
  }

  @Test
  void aValueIsSearchedInItsDeclaredRangeOrInAnother() {
    StudySpec spec =
        parse(
            "{trials: 5}",
            "[{l1: {lambda: tune}}, {dropout: {rate: {tune: [0.1, 0.4]}, at: tune}}]");
    List<Dimension> searched = searched(spec);
    assertEquals(
        List.of("l1.lambda", "dropout.rate", "dropout.at"),
        searched.stream().map(Dimension::path).toList());
    assertEquals(List.of(1e-7, 1e-3), searched.get(0).parameter().search());
    assertEquals(List.of(0.1, 0.4), searched.get(1).parameter().search());
    assertEquals(List.of("head", "blocks"), searched.get(2).parameter().options());
    assertEquals(1e-5, spec.arms().get(1).methods().get(0).values().get("lambda"));
  }

  @Test
  void aMethodIsSearchedInAllItsDeclaredRanges() {
    assertEquals(
        List.of("l1.lambda"),
        searched(parse("{}", "[{l1: tune}]")).stream().map(Dimension::path).toList());
  }

  @Test
  void theResolvedFileReadsBackToTheSameStudy() {
    StudySpec spec =
        parse(
            "{trials: 5, folds: 3, sampler: tpe, pruning: none, learningRate: [1e-4, 1e-1]}",
            "[{l1: tune}, {dropout: {rate: {tune: [0.1, 0.4]}, at: tune}}]");
    StudySpec again =
        StudyFile.parse(
            spec.toYaml(), "s.yaml", Path.of(""), TestVocabulary.VOCABULARY, Overrides.NONE);
    assertEquals(spec, again);
    assertEquals(spec.hash(), again.hash());
    assertNotEquals(spec.hash(), parse("{trials: 6}", "[l1]").hash());
    assertTrue(spec.toYaml().contains("tune:"), spec.toYaml());
  }

  /** The hash of a study that is not tuned is what it was before studies could be. */
  @Test
  void aStudyThatIsNotTunedSaysNothingOfIt() {
    StudySpec spec = FakeStudy.spec();
    assertNull(spec.tuning());
    assertTrue(!spec.toYaml().contains("tun"), spec.toYaml());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          '{trials: 1}'                     | '[l1]'                             | a whole number in [2, 10000]
          '{trial: 3}'                      | '[l1]'                             | did you mean 'trials'?
          '{folds: 1}'                      | '[l1]'                             | give 0, or 2 or more
          '{folds: 2, holdout: 0.1}'        | '[l1]'                             | stands beside tuning.folds
          '{sampler: sobol}'                | '[l1]'                             | one of halton, tpe
          '{pruning: asha}'                 | '[l1]'                             | one of halving, none
          '{learningRate: 1e-3}'            | '[l1]'                             | give [lowest, highest]
          '{learningRate: [1e-2, 1e-3]}'    | '[l1]'                             | give [lowest, highest]
          '{learningRate: [0, 1e-3]}'       | '[l1]'                             | above 0
          '{}'                              | '[{dropout: {rate: tune}}]'        | dropout.rate declares no range to tune in
          '{}'                              | '[{dropout: {at: {tune: [1, 2]}}}]' | one of head, blocks
          '{}'                              | '[{l1: {lambda: {tune: [0, 1]}}}]' | above 0
          '{}'                              | '[{l1: {lambda: {tune: [1e-3, 1e-4]}}}]' | the lower first
          '{}'                              | '[{l1: {lambda: {tune: [1e-3, 2]}}}]' | a number in [0, 1]
          '{}'                              | '[{l1: {lambda: {tune: 1e-3}}}]'   | such as {tune: [1e-7, 0.001]}
          """)
  void problems(String tuning, String arms, String says) {
    String message =
        String.valueOf(
            assertThrows(StudyFileException.class, () -> parse(tuning, arms)).getMessage());
    assertTrue(message.contains(says), message);
  }

  @Test
  void onlyMethodsOfArmsAreSearchedAndOnlyWithABudget() {
    String study =
        """
        study: s
        task: classification
        data: {phantom: {}}
        model: {resnet: {width: tune}}
        arms: {none: [], a: [{l1: tune}]}
        """;
    String message =
        String.valueOf(
            assertThrows(
                    StudyFileException.class,
                    () ->
                        StudyFile.parse(
                            study,
                            "s.yaml",
                            Path.of(""),
                            TestVocabulary.VOCABULARY,
                            Overrides.NONE))
                .getMessage());
    assertTrue(message.contains("resnet.width cannot be tuned"), message);
    assertTrue(message.contains("add tuning: {trials: 12}"), message);
  }
}
