package io.ridgeline.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.ridgeline.data.Cohort;
import io.ridgeline.data.DataSpec;
import io.ridgeline.data.phantom.PhantomGenerator;
import io.ridgeline.study.StoredTrials;
import io.ridgeline.trial.Part;
import io.ridgeline.trial.Predictions;
import io.ridgeline.trial.TrialRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StudyCommandsTest {
  private static final String STUDY =
      """
      study: tiny study
      task: classification
      data: {phantom: {patients: 40, size: 16}, split: holdout}
      model: {name: cnn, width: 2, blocks: 2}
      training: {epochs: 2, batch: 16}
      seeds: 2
      arms:
        none: []
        cocktail: [{l1: {lambda: 0.001}}, dropout]
      """;

  @TempDir Path folder;

  private String file(String text) throws IOException {
    return Files.writeString(folder.resolve("study.yaml"), text).toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dropout|dropuot|3|:9:37: unknown method 'dropuot'; did you mean 'dropout'? known: flip, rotate90,",
        "0.001|-1|3|:9:28: l1.lambda = -1 is not valid; give a number in [0, 10]",
        "epochs|epoch|3|:5:12: unknown key 'epoch'; did you mean 'epochs'?",
        "holdout|official|4|has no official split",
        "phantom: {patients: 40, size: 16}|source: no.npz|4|no.npz: there is no such file",
      })
  void whatIsWrongIsNamedWithItsPlace(String from, String to, int code, String message)
      throws IOException {
    Ran ran = Ran.of("study", "run", file(STUDY.replace(from, to)), "--dry-run");
    assertEquals(code, ran.code(), ran.err());
    assertTrue(ran.err().contains(message), ran.err());
    assertFalse(ran.err().contains("\tat "), ran.err());
    assertEquals("", ran.out());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "study run no.yaml|3|no.yaml: there is no such file",
        "study run FILE --set seeds=none|3|--set seeds=none: seeds = none is not valid",
        "study run FILE --parallel -1|2|--parallel needs 1 or more",
        "study run FILE --frobnicate|2|unknown option '--frobnicate'",
        "study status FOLDER|2|there is no study in this folder",
        "report FOLDER|2|there is no study in this folder",
        "train FILE --arm cocktale|2|unknown arm 'cocktale'; did you mean 'cocktail'? known: none,",
        "train FILE|2|Missing required option: '--arm=NAME'",
        "predict FOLDER|2|Missing required parameter",
        "predict FOLDER no.png|2|no.png: there is no such file",
        "predict FOLDER FILE|8|holds no model.json",
      })
  void whatCannotBeIsSaid(String line, int code, String message) throws IOException {
    String file = file(STUDY);
    String empty = Files.createDirectory(folder.resolve("empty")).toString();
    Ran ran = Ran.of(line.replace("FILE", file).replace("FOLDER", empty).split(" "));
    assertEquals(code, ran.code(), ran.err());
    assertTrue(ran.err().contains(message), ran.err());
    assertEquals("", ran.out());
  }

  /** 64 pixels are halved four times to 4; 50 images or more make room for more than two a step. */
  @Test
  void aPlanSizesAUNetAndSaysWhy() throws IOException {
    String study =
        """
        study: masks
        task: segmentation
        data: {phantom: {patients: 50, size: 64}, split: holdout}
        model: unet
        arms: {none: []}
        """;
    Ran ran = Ran.of("study", "plan", file(study), "--memory", "1");
    assertEquals(0, ran.code(), ran.err());
    assertTrue(ran.out().contains("  patch: [64, 64]"), ran.out());
    assertTrue(ran.out().contains("model: {name: unet, width: "), ran.out());
    assertTrue(ran.out().contains(", levels: 5}"), ran.out());
    JsonNode json = Ran.of("study", "plan", file(study), "--json").json();
    assertEquals(64, json.get("patch").get("width").asInt());
    assertTrue(json.get("reasons").size() > 2, json.toString());
    Ran other = Ran.of("study", "plan", file(STUDY));
    assertEquals(3, other.code());
    assertTrue(other.err().contains("a plan is for segmentation"), other.err());
  }

  @Test
  void aDryRunShowsThePlanAndLeavesNothing() throws IOException {
    Path out = folder.resolve("out");
    Ran ran = Ran.of("study", "run", file(STUDY), "--dry-run", "--out", out.toString());
    assertEquals(0, ran.code(), ran.err());
    assertTrue(ran.out().contains("Trials: 4 of 2 epochs"), ran.out());
    assertFalse(Files.exists(out));
  }

  @Test
  void aStudyGoesFromItsFileToPredictions() throws IOException {
    String file = file(STUDY);
    Path out = folder.resolve("out");
    Ran run = Ran.of("study", "run", file, "--out", out.toString(), "--parallel", "2");
    assertEquals(0, run.code(), run.err());
    assertTrue(run.err().contains("[4/4] "), run.err());
    assertTrue(run.out().contains("Validation chose the arm"), run.out());
    assertTrue(Files.readString(out.resolve("report.html")).contains("tiny study"));

    byte[] results = Files.readAllBytes(out.resolve("results.json"));
    Ran again = Ran.of("study", "run", file, "--out", out.toString(), "--json");
    assertEquals(0, again.code(), again.err());
    assertTrue(again.err().contains("4 of 4 trials are done already"), again.err());
    assertEquals("tiny study", again.json().get("study").asText());
    Files.delete(out.resolve("report.html"));
    assertEquals(0, Ran.of("report", out.toString()).code());
    assertTrue(Files.exists(out.resolve("report.html")));
    assertArrayEquals(results, Files.readAllBytes(out.resolve("results.json")));

    JsonNode status = Ran.of("study", "status", out.toString(), "--json").json();
    assertEquals(4, status.get("finished").asInt());
    assertEquals(2, status.get("arms").get(1).get("completed").asInt());

    Ran other = Ran.of("study", "run", file, "--out", out.toString(), "--set", "training.epochs=3");
    assertEquals(3, other.code());
    assertTrue(other.err().contains("belongs to another study"), other.err());
  }

  @Test
  void aTrainedModelIsVerifiedAndPredicts() throws IOException {
    Path model = folder.resolve("model");
    Ran train = Ran.of("train", file(STUDY), "--arm", "cocktail", "--out", model.toString());
    assertEquals(0, train.code(), train.err());
    assertTrue(train.out().contains("auroc"), train.out());
    assertEquals(0, Ran.of("model", "verify", model.toString()).code());
    assertEquals(
        2, Ran.of("train", file(STUDY), "--arm", "none", "--out", model.toString()).code());

    Path images = Files.createDirectory(folder.resolve("images"));
    Files.writeString(images.resolve("b.pgm"), "P2 2 2 255 0 64 128 255\n");
    Files.writeString(images.resolve("a, b.pgm"), "P2 2 2 255 255 255 255 255\n");
    Ran said = Ran.of("predict", model.toString(), images.toString());
    assertEquals(0, said.code(), said.err());
    List<String> lines = said.out().lines().toList();
    assertEquals("input,class,probability benign,probability malignant", lines.get(0));
    assertEquals(3, lines.size());
    assertTrue(lines.get(1).startsWith("\"" + images.resolve("a, b.pgm") + "\","), lines.get(1));
    String[] cells = lines.get(2).split(",", -1);
    double benign = Double.parseDouble(cells[2]);
    double malignant = Double.parseDouble(cells[3]);
    assertEquals(1, benign + malignant, 2e-7);
    assertEquals(malignant >= 0.5 ? "malignant" : "benign", cells[1]);
    JsonNode json =
        Ran.of("predict", model.toString(), images.resolve("b.pgm").toString(), "--json").json();
    assertEquals(malignant, json.get(0).get("probabilities").get("malignant").asDouble(), 1e-8);

    Files.writeString(images.resolve("c.png"), "no image");
    Ran refused = Ran.of("predict", model.toString(), images.toString());
    assertEquals(4, refused.code());
    assertTrue(refused.err().contains("1 of 3 images cannot be used"), refused.err());
    assertEquals("", refused.out());
    Ran skipped = Ran.of("predict", model.toString(), images.toString(), "--skip-bad");
    assertEquals(0, skipped.code());
    assertEquals(said.out(), skipped.out());
  }

  @Test
  void aStudyStartsFromAModelAndFromNoOther() throws IOException {
    Path model = folder.resolve("before");
    String file = file(STUDY);
    assertEquals(0, Ran.of("train", file, "--arm", "none", "--out", model.toString()).code());
    Path out = folder.resolve("out");
    String[] command = {
      "study", "run", file, "--out", out.toString(), "--set", "training.start=before"
    };
    Ran ran = Ran.of(command);
    assertEquals(0, ran.code(), ran.err());
    assertTrue(Files.readString(out.resolve("report.html")).contains("(took 12 of 12 arrays from"));
    assertTrue(Files.readString(out.resolve("study.yaml")).contains("start: \"" + model + "\""));
    for (TrialRecord record : StoredTrials.read(out).records()) {
      assertEquals(64, record.spec().start().length());
    }
    assertEquals(0, Ran.of("report", out.toString()).code());

    // the same path with other weights: nothing is resumed, nothing is run
    for (String name : List.of("model.json", "weights.safetensors", "card.md")) {
      Files.delete(model.resolve(name));
    }
    Files.delete(model);
    Ran other =
        Ran.of("train", file, "--arm", "none", "--out", model.toString(), "--set", "seed=2");
    assertEquals(0, other.code(), other.err());
    Ran refused = Ran.of(command);
    assertEquals(3, refused.code(), refused.err());
    assertTrue(refused.err().contains("from other starting weights"), refused.err());
    Ran report = Ran.of("report", out.toString());
    assertEquals(3, report.code(), report.err());
    assertTrue(report.err().contains("are not those that the trials in"), report.err());
  }

  @Test
  void aStartThatCannotBeIsSaidBeforeAnyTrial() throws IOException {
    Path model = folder.resolve("before");
    String file = file(STUDY);
    assertEquals(0, Ran.of("train", file, "--arm", "none", "--out", model.toString()).code());
    String[] command = {
      "study", "run", file, "--out", folder.resolve("out").toString(), "--set", "", "--set", ""
    };
    command[6] = "training.start=behind";
    command[8] = "seeds=2";
    assertRefused(3, folder.resolve("behind") + ": there is no such model package", command);
    command[6] = "training.start=before";
    command[8] = "model={mlp: {hidden: [4]}}";
    assertRefused(3, model + ": no kernel in it fits", command);
    command[8] = "seeds=2";
    Files.writeString(model.resolve("card.md"), "another card");
    assertRefused(8, "card.md was changed after it was written", command);
    assertFalse(Files.exists(folder.resolve("out")));
  }

  private static void assertRefused(int code, String message, String... command) {
    Ran ran = Ran.of(command);
    assertEquals(code, ran.code(), ran.err());
    assertTrue(ran.err().contains(message), ran.err());
  }

  @Test
  void aModelSaysOfFilesWhatItsTrialSaidOfTheImages() throws IOException {
    Path out = folder.resolve("out");
    assertEquals(0, Ran.of("study", "run", file(STUDY), "--out", out.toString()).code());
    StoredTrials stored = StoredTrials.read(out);
    TrialRecord record = stored.records().get(0);
    Predictions test = (Predictions) record.predictions().get(Part.TEST);
    assertNotNull(test);
    Cohort cohort = PhantomGenerator.generate(new DataSpec.Phantom(40, 16, 0.5, 1));
    Path images = Files.createDirectory(folder.resolve("images"));
    for (int i = 0; i < test.size(); i++) {
      StringBuilder pgm = new StringBuilder("P2 16 16 255\n");
      for (float v : cohort.examples().get(test.examples()[i]).image().values()) {
        pgm.append((int) v).append('\n');
      }
      Files.writeString(images.resolve(String.format(Locale.ROOT, "%04d.pgm", i)), pgm);
    }
    Path model = stored.folder(record.spec().key()).resolve("model");
    JsonNode said = Ran.of("predict", model.toString(), images.toString(), "--json").json();
    assertEquals(test.size(), said.size());
    for (int i = 0; i < test.size(); i++) {
      double malignant = said.get(i).get("probabilities").get("malignant").asDouble();
      assertEquals(test.probabilities()[i][1], malignant, 1e-6);
    }
  }

  @Test
  void aFolderOfSomethingElseIsNotTouched() throws IOException {
    Path thesis = Files.writeString(folder.resolve("thesis.txt"), "years");
    Ran ran = Ran.of("demo", "--out", folder.toString());
    assertEquals(3, ran.code(), ran.err());
    assertTrue(ran.err().contains("holds something that is no study"), ran.err());
    assertEquals("years", Files.readString(thesis));
  }

  @Test
  void anInterruptedStudyResumesWithTheSameCommand() throws Exception {
    Path out = folder.resolve("out");
    String file = file(STUDY);
    String[] command = {"study", "run", file, "--out", out.toString(), "--set", "seeds=200"};
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            "io.ridgeline.app.Main");
    builder.command().addAll(List.of(command));
    Process process = builder.start();
    try (BufferedReader err = process.errorReader(StandardCharsets.UTF_8)) {
      String line = err.readLine();
      while (line != null && !line.startsWith("[2/")) {
        line = err.readLine();
      }
      process.toHandle().destroy();
      String rest = String.join("\n", err.lines().toList());
      assertTrue(rest.contains("resume with the same command"), rest);
    }
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    assertEquals(143, process.exitValue());
    JsonNode status = Ran.of("study", "status", out.toString(), "--json").json();
    assertEquals(400, status.get("planned").asInt());
    assertTrue(status.get("finished").asInt() >= 2);
    assertTrue(status.get("finished").asInt() < 400);
  }
}
