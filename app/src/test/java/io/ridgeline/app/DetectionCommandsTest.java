package io.ridgeline.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Boxes from the command line: the demo with its report, and what its models find. */
class DetectionCommandsTest {
  @TempDir Path folder;

  private Path demo(String epochs) {
    Path out = folder.resolve("demo");
    Ran ran =
        Ran.of(
            "demo",
            "--task",
            "detection",
            "--out",
            out.toString(),
            "--set",
            "data.phantom={patients: 20, size: 32, difficulty: 0}",
            "--set",
            "model={fcos: {width: 2, blocks: [1, 1, 1, 1], channels: 8}}",
            "--set",
            "training.epochs=" + epochs,
            "--set",
            "seeds=1",
            "--set",
            "arms={none: [], flips: [flip]}");
    assertEquals(0, ran.code(), ran.err());
    assertTrue(ran.err().contains("say nothing about patients"), ran.err());
    assertTrue(ran.out().contains("validation AP50"), ran.out());
    return out;
  }

  @Test
  void theDemoShowsBoxesAndItsModelsFindSome() throws IOException {
    Path out = demo("25");
    String page = Files.readString(out.resolve("report.html"));
    assertTrue(page.contains(">5. Boxes</h2>"));
    assertTrue(page.contains("figure-froc"));
    assertTrue(page.contains("greedy non-maximum suppression"));
    String card = Ran.of("model", "card", out.resolve("models/none").toString()).out();
    assertTrue(card.contains("boxes with a score above .05"), card);

    Path image = folder.resolve("image.pgm");
    StringBuilder pgm = new StringBuilder("P2 64 48 255\n");
    for (int i = 0; i < 64 * 48; i++) {
      boolean dark = i / 64 > 12 && i / 64 < 36 && i % 64 > 20 && i % 64 < 44;
      pgm.append(dark ? 20 : 160).append('\n');
    }
    Files.writeString(image, pgm);
    String model = out.resolve("models/none").toString();
    Ran csv = Ran.of("predict", model, image.toString(), "--score", "0");
    assertEquals(0, csv.code(), csv.err());
    assertEquals("input,class,score,left,top,right,bottom", csv.out().lines().findFirst().get());
    Ran said = Ran.of("predict", model, image.toString(), "--score", "0", "--json");
    JsonNode objects = said.json().get(0).get("objects");
    assertEquals(objects.size(), csv.out().lines().count() - 1);
    assertTrue(objects.size() > 0, "something is found");
    Ran none = Ran.of("predict", model, image.toString(), "--score", "1");
    assertEquals(image + ",,,,,,", none.out().lines().skip(1).findFirst().orElse(""));
    for (JsonNode object : objects) {
      assertTrue(
          object.get("class").asText().equals("benign")
              || object.get("class").asText().equals("malignant"));
      double score = object.get("score").asDouble();
      assertTrue(score > 0.05 && score <= 1);
      // in the pixels of the image, which is wider than what the model sees
      assertTrue(object.get("left").asDouble() >= 0 && object.get("right").asDouble() <= 64);
      assertTrue(object.get("top").asDouble() >= 0 && object.get("bottom").asDouble() <= 48);
      assertTrue(object.get("left").asDouble() < object.get("right").asDouble());
    }
  }

  /** What a mask or a class is asked of, a detector cannot say, and the other way round. */
  @Test
  void whatIsNotDefinedForDetectionIsRefused() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("study.yaml"),
            """
            study: tiny boxes
            task: detection
            data: {phantom: {patients: 20, size: 32}, split: holdout}
            model: {name: resnet}
            training: {epochs: 1, batch: 8}
            metric: dice
            arms:
              none: []
              focal: [focal]
            """);
    Ran ran = Ran.of("study", "run", file.toString(), "--dry-run");
    assertEquals(3, ran.code(), ran.out());
    assertTrue(ran.err().contains("resnet"), ran.err());
    assertTrue(ran.err().contains("focal"), ran.err());
    assertTrue(ran.err().contains("dice"), ran.err());
  }
}
