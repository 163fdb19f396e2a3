package io.ridgeline.study;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.ridgeline.StudyFileException;
import io.ridgeline.data.DataSpec.Phantom;
import io.ridgeline.data.DataSpec.Splitting;
import io.ridgeline.trial.Arm;
import io.ridgeline.trial.Setting;
import io.ridgeline.trial.TrialJson;
import io.ridgeline.trial.TrialSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StudyFileTest {
  static final Path FOLDER = Path.of("").toAbsolutePath();

  static final String SMALL =
      """
      study: small
      task: classification
      data: {phantom: {}}
      model: resnet
      arms:
        none: []
      """;

  static StudySpec read(String text, String... set) {
    return StudyFile.parse(
        text, "s.yaml", FOLDER, TestVocabulary.VOCABULARY, new Overrides(null, List.of(set)));
  }

  static StudyFileException refused(String text, String... set) {
    return assertThrows(StudyFileException.class, () -> read(text, set));
  }

  @Test
  void defaultsAreFilledIn() {
    StudySpec spec = read(SMALL);
    assertEquals(5, spec.seeds());
    assertEquals(1, spec.seed());
    assertEquals(1, spec.threads());
    assertEquals("auroc", spec.metric());
    assertEquals("none", spec.baseline());
    assertEquals(new Phantom(300, 64, 0.5, 1), spec.data().phantom());
    assertNull(spec.data().source());
    assertEquals(new Splitting(Splitting.Kind.HOLDOUT, 1, 1, 0.2, 0.2), spec.data().splitting());
    assertEquals(
        new Setting("resnet", Map.of("width", 16, "blocks", List.of(1, 1, 1))), spec.model());
    assertEquals(new Setting("adam", Map.of("beta1", 0.9)), spec.training().optimizer());
    assertEquals(new Setting("one-cycle", Map.of()), spec.training().schedule());
    assertEquals(2e-3, spec.training().learningRate());
    assertEquals("cross-entropy", spec.training().loss());
    assertEquals(64, spec.training().batch());
    assertEquals(40, spec.training().epochs());
  }

  @Test
  void everyFormIsRead() {
    StudySpec spec =
        read(
            """
            study: all forms
            task: classification
            data: {source: a/b.csv, folds: 5, repeats: 2, group: case, size: [64, 48],
                   classes: {1: benign, 0: malignant}, resize: letterbox, skipBad: true}
            model: {name: resnet, width: 8, blocks: [2, 2]}
            training: {optimizer: {sgd: {momentum: 0.5}}, learningRate: 1e-3, batch: 16, epochs: 3}
            seeds: 2
            metric: accuracy
            arms:
              none: []
              off: [l1]
              no: [{l1: {lambda: 0.25}}, flip, {dropout: {at: blocks}}]
              both:
                - dropout:
                    rate: .25
                - flip:
            """);
    assertEquals(FOLDER.resolve("a/b.csv"), spec.data().source());
    assertEquals(new Splitting(Splitting.Kind.FOLDS, 5, 2, 0.2, 0.2), spec.data().splitting());
    assertEquals("case", spec.data().columns().group());
    assertEquals(List.of(64, 48), spec.data().preparation().size());
    assertEquals(List.of("1", "0"), List.copyOf(spec.data().classes().keySet()));
    assertEquals(new Setting("resnet", Map.of("width", 8, "blocks", List.of(2, 2))), spec.model());
    assertEquals(new Setting("sgd", Map.of("momentum", 0.5)), spec.training().optimizer());
    assertEquals(1e-3, spec.training().learningRate());
    assertEquals(
        List.of(
            new Arm("none", List.of()),
            new Arm("off", List.of(new Setting("l1", Map.of("lambda", 1e-5)))),
            new Arm(
                "no",
                List.of(
                    new Setting("l1", Map.of("lambda", 0.25)),
                    new Setting("flip", Map.of()),
                    new Setting("dropout", Map.of("rate", 0.5, "at", "blocks")))),
            new Arm(
                "both",
                List.of(
                    new Setting("dropout", Map.of("rate", 0.25, "at", "head")),
                    new Setting("flip", Map.of())))),
        spec.arms());
  }

  @Test
  void resolvedFileReadsBackToTheSameStudyFromAnyFolder() {
    StudySpec spec =
        read(
            SMALL.replace("phantom: {}", "source: x.npz, split: official, classes: {off: no}")
                + "  off: [l1, {dropout: {rate: 0.30000000000000004}}]\n  no: [{clip: {low: -0.5}}]\n");
    String yaml = spec.toYaml();
    StudySpec again =
        StudyFile.parse(
            yaml, "study.yaml", Path.of("/elsewhere"), TestVocabulary.VOCABULARY, Overrides.NONE);
    assertEquals(spec, again);
    assertEquals(yaml, again.toYaml());
    assertEquals(spec.hash(), again.hash());
  }

  /** The model of the vocabulary is for classification; only the data section counts here. */
  @Test
  void whereTrainingsStartFrom() throws Exception {
    assertNull(read(SMALL).start());
    StudySpec spec = read(SMALL + "training: {start: models/a.zip}\n");
    assertEquals(FOLDER.resolve("models/a.zip"), spec.start());
    assertTrue(
        spec.toYaml().contains("start: \"" + FOLDER.resolve("models/a.zip") + "\"\n"),
        spec.toYaml());
    StudySpec again =
        StudyFile.parse(
            spec.toYaml(), "s.yaml", Path.of("/else"), TestVocabulary.VOCABULARY, Overrides.NONE);
    assertEquals(spec, again);
    assertEquals(spec.start(), read(SMALL, "training.start=models/a.zip").start());
    // that there is one matters, and where it is does not: what it holds stands in the trials' keys
    assertNotEquals(read(SMALL).hash(), spec.hash());
    assertEquals(read(SMALL + "training: {start: b}\n").hash(), spec.hash());
    assertEquals(
        List.of("training.start: given there, absent here"),
        StudyTree.differences(spec.toYaml(), read(SMALL)));
    List<String> splits = List.of("a");
    TrialSpec none = StudyPlan.trials(spec, splits, "0", "").get(0);
    TrialSpec one = StudyPlan.trials(spec, splits, "0", "1f").get(0);
    TrialSpec other = StudyPlan.trials(spec, splits, "0", "2f").get(0);
    assertEquals(3, Set.of(none.key(), one.key(), other.key()).size());
    // trials from random weights keep the keys that they had before there was a choice
    String json = TrialJson.MAPPER.writeValueAsString(none);
    assertFalse(json.contains("start"), json);
    assertEquals(none, TrialJson.MAPPER.readValue(json, TrialSpec.class));
  }

  @Test
  void commandLineOverrides() {
    StudySpec spec =
        read(
            SMALL,
            "seeds=2",
            "training.epochs=7",
            "training.optimizer={sgd: {momentum: 0.1}}",
            "arms.l1=[{l1: {lambda: 0.125}}]",
            "data.phantom.patients=40");
    assertEquals(2, spec.seeds());
    assertEquals(7, spec.training().epochs());
    assertEquals(new Setting("sgd", Map.of("momentum", 0.1)), spec.training().optimizer());
    assertEquals(0.125, spec.arms().get(1).methods().get(0).values().get("lambda"));
    assertEquals(40, spec.data().phantom().patients());
    StudySpec real =
        StudyFile.parse(
            SMALL,
            "s.yaml",
            Path.of("/elsewhere"),
            TestVocabulary.VOCABULARY,
            new Overrides(Path.of("here.npz"), List.of("data.split=official")));
    assertEquals(FOLDER.resolve("here.npz"), real.data().source());
  }

  @Test
  void overridesThatCannotBeUsedAreNamed() {
    assertAll(
        () -> assertMessage(refused(SMALL, "seedz=2"), "--set seedz=2: ", "did you mean 'seeds'"),
        () -> assertMessage(refused(SMALL, "seeds=no"), "--set seeds=no: ", "[1, 1000]"),
        () -> assertMessage(refused(SMALL, "seeds"), "--set seeds: ", "key=value"),
        () -> assertMessage(refused(SMALL, "seeds="), "--set seeds=: ", "missing"),
        () -> assertMessage(refused(SMALL, "arms.none.x=1"), "--set ", "arms.none has no keys"),
        () -> assertMessage(refused(SMALL, "arms.x=[l3]"), "--set arms.x=[l3]: ", "'l3'"));
  }

  static void assertMessage(StudyFileException e, String start, String part) {
    String message = String.valueOf(e.getMessage());
    assertTrue(message.startsWith(start) && message.contains(part), message);
  }

  /** Each row replaces one line of a good file; the place is that of the offending key or value. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # line | replacement                            | line | column | what the message says
          1 | stdy: small                                 | 1 | 1  | did you mean 'study'?
          1 | study:                                      | 1 | 7  | must be a line of text
          1 | study: "a\\u0007b"                          | 1 | 8  | must be a line of text
          2 | task: clasification                         | 2 | 7  | did you mean 'classification'?
          3 | data: {phantom: {patient: 5}}               | 3 | 18 | did you mean 'patients'?
          3 | data: {phantom: {patients: 5}}              | 3 | 28 | a whole number in [20, 100000]
          3 | data: {phantom: {patients: 030}}            | 3 | 28 | without leading zeros
          3 | data: {phantom: {difficulty: 1.5}}          | 3 | 30 | a number in [0, 1]
          3 | data: {phantom: {difficulty: .nan}}         | 3 | 30 | a number in [0, 1]
          3 | data: {phantom: {}, size: 64.5}             | 3 | 27 | [height, width]
          3 | data: {phantom: {}, size: [64]}             | 3 | 27 | [height, width]
          3 | data: {phantom: {}, size: [1, 2, 3, 4]}     | 3 | 27 | [depth, height, width]
          3 | data: {phantom: {}, size: [0, 2, 3]}        | 3 | 27 | each in [1, 4096]
          3 | data: {phantom: {}, spacing: 1}             | 3 | 30 | millimetres as [z, y, x]
          3 | data: {phantom: {}, spacing: [1, 0]}        | 3 | 30 | each in (0, 1000]
          3 | data: {phantom: {}, spacing: [1, x]}        | 3 | 30 | millimetres as [z, y, x]
          3 | data: {phantom: {}, intensity: zscore}      | 3 | 32 | stored, image, percentile, or a window
          3 | data: {phantom: {}, intensity: [2, 1]}      | 3 | 32 | a window [low, high]
          3 | data: {phantom: {}, masks: binary}          | 3 | 21 | data.masks is for task: segmentation
          3 | data: {phantom: {}, patch: 64}              | 3 | 21 | data.patch is for task: segmentation
          3 | data: {phantom: {}, channels: 2}            | 3 | 21 | give 1, 3 or 0
          3 | data: {phantom: {}, resize: squash}         | 3 | 29 | one of stretch, letterbox
          3 | data: {phantom: {}, skipBad: yes}           | 3 | 30 | give true or false
          3 | data: {phantom: {}, folds: 3, split: holdout} | 3 | 31 | either split or folds
          3 | data: {phantom: {}, repeats: 3}             | 3 | 21 | repeats needs folds
          3 | data: {phantom: {}, source: x, folds: 3}    | 3 | 8  | either a source or a phantom
          3 | data: {source: x.npz}                       | 3 | 8  | say how to split
          3 | data: {source: x.npz, split: offical}       | 3 | 30 | did you mean 'official'?
          3 | data: {folds: 3}                            | 3 | 7  | either a source or a phantom
          3 | data: x.npz                                 | 3 | 7  | must be a section such as
          3 | data: &a {phantom: {}}                      | 3 | 7  | anchors and aliases
          3 | data: !!set {phantom: {}}                   | 3 | 7  | tags are not read
          3 | data: !mine {phantom: {}}                   | 3 | 7  | tags are not read
          3 | data: {phantom: {}, phantom: {}}            | 3 | 21 | given twice, first on line 3
          4 | model: resnt                                | 4 | 8  | did you mean 'resnet'?
          4 | model: {name: resnet, widht: 8}             | 4 | 23 | did you mean 'width'?
          4 | model: {name: resnet, blocks: 3}            | 4 | 31 | a list of whole numbers
          4 | model: {name: resnet, blocks: [1, x]}       | 4 | 31 | a list of whole numbers
          4 | model: {name: resnet, width: "8"}           | 4 | 30 | without quotes
          4 | model: *name                                | 4 | 8  | this is not YAML
          4 | model: [resnet                              | 5 | 5  | this is not YAML
          6 | '  none: [l3]'                              | 6 | 10 | did you mean 'l1'? known: l1, l2
          6 | '  none: [{dropout: {rate: 1}}]'            | 6 | 27 | dropout.rate = 1 is not valid; give a number in [0, 1)
          6 | '  none: [{dropout: {at: head, rte: 0}}]'   | 6 | 31 | did you mean 'rate'?
          6 | '  none: [{l1: 0.1}]'                       | 6 | 15 | l1: {lambda: 1.0E-5}
          6 | '  none: [{l1: {}, flip: {}}]'              | 6 | 10 | indent the values deeper
          6 | '  none: [l1, l1]'                          | 6 | 14 | lists l1 twice
          6 | '  none: [elastic]'                         | 6 | 10 | not defined for classification
          6 | '  none: [{clip: {low: 0.5, high: 0.25}}]'  | 6 | 11 | low must be below high
          6 | '  none: [l2, weight-decay]'                | 6 | 3  | shrink the same weights twice
          6 | '  none: {l1: {}}'                          | 6 | 9  | must be a list of methods
          6 | '  none:'                                   | 6 | 8  | must be a list of methods
          6 | '  a/b: []'                                 | 6 | 3  | becomes a folder
          6 | '  .. : []'                                 | 6 | 3  | becomes a folder
          """)
  void problemsAreNamedWithLineAndColumn(
      int line, String replacement, int atLine, int atColumn, String says) {
    List<String> lines = new java.util.ArrayList<>(SMALL.lines().toList());
    lines.set(line - 1, replacement.replace("\\\\u", "\\u"));
    StudyFileException e = refused(String.join("\n", lines) + "\n");
    String message = String.valueOf(e.getMessage());
    assertTrue(message.contains(says), message);
    assertEquals(atLine + ":" + atColumn, e.line() + ":" + e.column(), message);
    assertTrue(message.startsWith("s.yaml:" + atLine + ":" + atColumn + ": "), message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          seeds: 0                                       | 7 | 8  | seeds = 0 is not valid
          seeds: 2.5                                     | 7 | 8  | a whole number in [1, 1000]
          seeds: "5"                                     | 7 | 8  | without quotes
          seeds: 99999999999999999999                    | 7 | 8  | a whole number in [1, 1000]
          metric: auc                                    | 7 | 9  | known: a
          baseline: nne                                  | 7 | 11 | did you mean 'none'?
          training: {epochs: ten}                        | 7 | 20 | training.epochs = ten is not valid
          training: {learning_rate: 1}                   | 7 | 12 | did you mean 'learningRate'?
          training: {learningRate: 0}                    | 7 | 26 | a number in (0, 100]
          training: {optimizer: adamw}                   | 7 | 23 | list weight-decay as a method
          training: {optimizer: {adam: {weightDecay: 1}}} | 7 | 31 | list weight-decay as a method
          training: {start: [a]}                         | 7 | 19 | training.start must be a line of text
          training: {loss: crossentropy}                 | 7 | 18 | did you mean 'cross-entropy'?
          training: {loss: dice-cross-entropy}           | 7 | 18 | not defined for classification; give cross-entropy, mse
          training: {batch: 64, batch: 32}               | 7 | 23 | given twice
          tunning: {trials: 12}                          | 7 | 1  | did you mean 'tuning'?
          '{a: 1}: b'                                    | 7 | 1  | a key must be one word
          """)
  void problemsOfFurtherKeys(String added, int line, int column, String says) {
    StudyFileException e = refused(SMALL + added + "\n");
    String message = String.valueOf(e.getMessage());
    assertTrue(message.contains(says), message);
    assertEquals(line + ":" + column, e.line() + ":" + e.column(), message);
  }

  @Test
  void allProblemsAreReportedInOneReading() {
    StudyFileException e =
        refused(
            SMALL.replace("phantom: {}", "phantom: {size: 1}").replace("[]", "[l3]")
                + "seeds: 0\n");
    List<String> lines = String.valueOf(e.getMessage()).lines().toList();
    assertEquals(3, lines.size());
    assertTrue(lines.get(0).startsWith("s.yaml:3:24: "), lines.get(0));
    assertTrue(lines.get(1).startsWith("s.yaml:6:10: "), lines.get(1));
    assertTrue(lines.get(2).startsWith("s.yaml:7:8: "), lines.get(2));
  }

  @Test
  void missingKeysAreNamed() {
    String message = String.valueOf(refused("study: x\n").getMessage());
    for (String key : List.of("task", "data", "model", "arms")) {
      assertTrue(message.contains("'" + key + "' is missing"), message);
    }
    assertTrue(String.valueOf(refused("").getMessage()).contains("keys and values"));
    assertTrue(String.valueOf(refused("- a\n").getMessage()).contains("keys and values"));
    assertTrue(String.valueOf(refused(SMALL + "---\nmore: 1\n").getMessage()).contains("not YAML"));
  }

  @Test
  void baselineIsGivenOrPlain() {
    String arms = SMALL.substring(0, SMALL.indexOf("  none"));
    assertEquals("plain", read(arms + "  l1: [l1]\n  plain: []\n").baseline());
    assertEquals("l1", read(arms + "  l1: [l1]\n").baseline());
    assertEquals("l2", read(arms + "  l1: [l1]\n  l2: [l2]\nbaseline: l2\n").baseline());
    StudyFileException e = refused(arms + "  l1: [l1]\n  l2: [l2]\n");
    assertTrue(String.valueOf(e.getMessage()).contains("baseline: l1"), e.getMessage());
  }

  @Test
  void armNamesThatOneFolderCannotHoldAreRefused() {
    StudyFileException e = refused(SMALL + "  None: [l1]\n");
    assertEquals("7:3", e.line() + ":" + e.column());
  }

  @Test
  void deepNestingAndUnreadableFilesAreRefused(@TempDir Path folder) throws Exception {
    refused("study: " + "[".repeat(10_000));
    Path file = folder.resolve("s.yaml");
    Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 1});
    for (Path path : List.of(file, folder, folder.resolve("absent.yaml"))) {
      StudyFileException e =
          assertThrows(
              StudyFileException.class,
              () -> StudyFile.read(path, TestVocabulary.VOCABULARY, Overrides.NONE));
      assertTrue(String.valueOf(e.getMessage()).startsWith(path + ": "), e.getMessage());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tr-TR", "de-DE", "ar-EG"})
  void localeDoesNotMatter(String tag) {
    Locale before = Locale.getDefault();
    String expected = read(SMALL).toYaml();
    try {
      Locale.setDefault(Locale.forLanguageTag(tag));
      assertEquals(expected, read(SMALL).toYaml());
      assertEquals(
          "s.yaml:1:1: unknown key 'SEEDİ'",
          String.valueOf(refused("SEEDİ: 1\n" + SMALL).getMessage()).split(";", 2)[0]);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void otherYamlReadersSeeTheSameNames() throws Exception {
    String yaml = read(SMALL + "  off: [l1]\n  no: []\n").toYaml();
    assertEquals(
        List.of("none", "off", "no"),
        List.copyOf(
            new YAMLMapper().readValue(yaml, Map.class).get("arms") instanceof Map<?, ?> m
                ? m.keySet().stream().map(Object::toString).toList()
                : List.of()));
  }
}
