package io.ridgeline.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "modl|unknown command 'modl'; did you mean 'model'?",
        "xyzzy|unknown command 'xyzzy'",
        "model veriffy|unknown command 'veriffy'; did you mean 'verify'?",
        "model verify --jsn x|unknown option '--jsn'; did you mean '--json'?",
        "model verify|Missing required parameter: 'MODEL'",
        "model verify no-such-folder|no-such-folder: there is no such file or folder",
        "regularizers dropuot|unknown method 'dropuot'; did you mean 'dropout'? known: flip, rotate90",
        "regularizers --task heart|unknown task 'heart'; known: classification",
        "compare|Missing required parameter: 'DIR'",
        "compare no-such-folder|no-such-folder: there is no such file or folder",
        "compare a b --metric auroq|there is no such metric",
        "suite a.yaml --parallel -1|--parallel needs 1 or more",
        "completion tcsh|expected one of [bash, zsh, fish]",
      })
  void whatCannotBeIsSaidAndExits2(String line, String message) {
    Ran ran = Ran.of(line.split(" "));
    assertEquals(2, ran.code(), ran.err());
    assertTrue(ran.err().startsWith("ridgeline: "), ran.err());
    assertTrue(ran.err().contains(message), ran.err());
    assertTrue(ran.err().contains("--help'"), ran.err());
    assertFalse(ran.err().contains("\tat "), ran.err());
    assertEquals("", ran.out());
  }

  @Test
  void theSchemaKnowsEveryMethod() {
    Ran ran = Ran.of("study", "schema");
    assertEquals(0, ran.code());
    assertTrue(ran.json().toString().contains("\"label-smoothing\""));
  }

  @Test
  void nothingToDoPointsToTheHelp() {
    Ran ran = Ran.of();
    assertEquals(2, ran.code());
    assertTrue(ran.err().contains("give a command"), ran.err());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "demo",
        "regularizers",
        "check",
        "image",
        "study",
        "study run",
        "study plan",
        "study status",
        "study schema",
        "report",
        "compare",
        "suite",
        "train",
        "predict",
        "path",
        "model",
        "model verify",
        "model card",
        "doctor",
        "completion"
      })
  void everyCommandHasHelpWithAnExample(String command) {
    String line = (command + " --help").strip();
    Ran ran = Ran.of(line.split(" "));
    assertEquals(0, ran.code());
    assertTrue(ran.out().contains("Usage: ridgeline"), ran.out());
    assertTrue(ran.out().contains("Example"), ran.out());
    assertFalse(ran.out().contains("\u001b"), "no colour without a terminal");
  }

  @Test
  void aMethodIsExplainedFromItsDeclaration() {
    Ran ran = Ran.of("regularizers", "l1");
    assertEquals(0, ran.code(), ran.err());
    assertTrue(ran.out().contains("a number in [0, 10]; default 1e-5"), ran.out());
    assertTrue(ran.out().contains("Acts on: penalties (adds a penalty on weights"), ran.out());
    assertTrue(ran.out().contains("Tibshirani 1996"), ran.out());
    assertEquals("l1", Ran.of("regularizers", "l1", "--json").json().get("name").asText());
    assertEquals("flip", Ran.of("regularizers", "--json").json().get(0).get("name").asText());
  }

  @Test
  void aPackageIsVerifiedAndItsDamageFound() throws Exception {
    Path model = folder.resolve("model");
    Packages.tiny().write(model);
    Ran good = Ran.of("model", "verify", model.toString(), "--json");
    assertEquals(0, good.code(), good.err());
    assertTrue(good.json().get("intact").asBoolean());
    assertTrue(Ran.of("model", "card", model.toString()).out().contains("not a medical device"));
    Files.writeString(model.resolve("card.md"), "# Cures everything");
    for (String command : List.of("verify", "card")) {
      Ran bad = Ran.of("model", command, model.toString());
      assertEquals(8, bad.code());
      assertTrue(bad.err().contains("card.md was changed after it was written"), bad.err());
      assertEquals("", bad.out());
    }
  }

  @Test
  void theEngineComputes() {
    Ran ran = Ran.of("doctor", "--json");
    assertEquals(0, ran.code(), ran.err());
    assertEquals("passed", ran.json().get("self-test").asText());
  }

  @ParameterizedTest
  @CsvSource({"bash,complete -F", "zsh,bashcompinit", "fish,complete -c ridgeline"})
  void shellsGetTheirScript(String shell, String part) {
    Ran ran = Ran.of("completion", shell);
    assertEquals(0, ran.code());
    assertTrue(ran.out().contains(part), ran.out());
    assertTrue(ran.out().contains("verify"), ran.out());
  }
}
