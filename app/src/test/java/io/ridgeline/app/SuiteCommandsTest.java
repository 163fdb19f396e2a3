package io.ridgeline.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several studies in one command, and their comparison. */
class SuiteCommandsTest {
  private static final String STUDY =
      """
      study: first
      task: classification
      data: {phantom: {patients: 40, size: 16}, split: holdout}
      model: {name: cnn, width: 2, blocks: 2}
      training: {epochs: 1, batch: 16}
      seeds: 2
      arms:
        none: []
        l1: [l1]
      """;

  @TempDir Path folder;

  private String write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  @Test
  void aSuiteRunsItsStudiesAndComparesThem() throws IOException {
    write("a.yaml", STUDY);
    write(
        "b.yaml", STUDY.replace("first", "second").replace("[l1]\n", "[l1]\n  more: [dropout]\n"));
    write(
        "missing.yaml",
        STUDY
            .replace("first", "third")
            .replace("{phantom: {patients: 40, size: 16}", "{source: no.npz"));
    String suite =
        write(
            "suite.yaml",
            """
            studies:
              - a.yaml
              - missing.yaml
              - {file: b.yaml, set: ["data.phantom.seed=2"]}
            """);
    Path out = folder.resolve("out");
    Ran ran = Ran.of("suite", suite, "--out", out.toString(), "--parallel", "1");
    assertEquals(4, ran.code(), "the exit status of the study without data; " + ran.err());
    assertTrue(ran.err().contains("no.npz: there is no such file"), ran.err());
    assertTrue(Files.exists(out.resolve("first/report.html")));
    assertTrue(Files.exists(out.resolve("second/report.html")), "went on after the failure");
    assertTrue(ran.out().contains("Comparison: " + out.resolve("compare.html")), ran.out());
    assertTrue(ran.out().contains("“more” (there is no such arm in first)"), ran.out());
    assertTrue(ran.out().contains("Over fewer than 5 data sets"), ran.out());
    assertTrue(Files.exists(out.resolve("figures/critical-difference.svg")));
    assertTrue(Files.exists(out.resolve("tables/ranks.csv")));

    byte[] first = Files.readAllBytes(out.resolve("compare.json"));
    Ran again = Ran.of("suite", suite, "--out", out.toString(), "--json");
    assertEquals("first", again.json().at("/dataSets/0").asText());
    assertTrue(again.err().contains("4 of 4 trials are done already"), again.err());
    assertArrayEquals(first, Files.readAllBytes(out.resolve("compare.json")));

    Path other = folder.resolve("other");
    Ran compared =
        Ran.of(
            "compare",
            out.resolve("second").toString(),
            out.resolve("first").toString(),
            "--metric",
            "accuracy",
            "--out",
            other.toString(),
            "--json");
    assertEquals(0, compared.code(), compared.err());
    JsonNode json = compared.json();
    assertEquals("accuracy", json.get("metric").asText());
    assertEquals("second", json.at("/dataSets/0").asText());
    assertEquals(
        json.toString(),
        new ObjectMapper().readTree(other.resolve("compare.json").toFile()).toString());
    Ran twice = Ran.of("compare", out.resolve("first").toString(), out.resolve("first").toString());
    assertEquals(4, twice.code());
    assertTrue(twice.err().contains("are one study"), twice.err());
  }

  @Test
  void studyFilesAreCheckedBeforeAnyIsRun() throws IOException {
    write("a.yaml", STUDY);
    write("b.yaml", STUDY.replace("epochs: 1", "epoch: 1"));
    String suite = write("suite.yaml", "studies: [a.yaml, b.yaml, a.yaml, c.yaml]");
    Path out = folder.resolve("out");
    Ran ran = Ran.of("suite", suite, "--out", out.toString());
    assertEquals(3, ran.code(), ran.err());
    assertTrue(ran.err().contains("unknown key 'epoch'"), ran.err());
    assertTrue(ran.err().contains("another study is called first too"), ran.err());
    assertTrue(ran.err().contains("c.yaml: there is no such file"), ran.err());
    assertFalse(Files.exists(out));
  }
}
