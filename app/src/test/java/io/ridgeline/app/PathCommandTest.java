package io.ridgeline.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ridgeline path} from file to report. */
class PathCommandTest {
  @TempDir private Path folder;

  /** Two targets that the feature {@code signal} speaks for, noise, a gap and a constant. */
  private String table() throws IOException {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(5);
    StringBuilder text = new StringBuilder("id,patient,signal,noise,same,size,finding\n");
    for (int i = 0; i < 90; i++) {
      double signal = random.nextGaussian();
      String noise = i % 9 == 0 ? "?" : Double.toString(random.nextGaussian());
      double size = 20 + 3 * signal + 0.1 * random.nextGaussian();
      boolean found = signal + 0.3 * random.nextGaussian() > 1;
      text.append("n").append(i).append(",p").append(i / 2).append(',').append(signal);
      text.append(',').append(noise).append(",1,").append(size);
      text.append(found ? ",yes\n" : ",no\n");
    }
    return Files.writeString(folder.resolve("table.csv"), text).toString();
  }

  private Ran path(String... more) throws IOException {
    List<String> common =
        List.of("path", table(), "--group", "patient", "--id", "id", "--folds", "3");
    return Ran.of(Stream.concat(common.stream(), Stream.of(more)).toArray(String[]::new));
  }

  @Test
  void severalTargetsAreAnsweredAndReportedToTheSameBytes() throws IOException {
    String[] asked = {"--target", "size", "--target", "finding", "--balance", "--repeats", "2"};
    Path out = folder.resolve("out");
    Ran ran =
        path(
            Stream.concat(Stream.of(asked), Stream.of("--out", out.toString()))
                .toArray(String[]::new));
    assertEquals(0, ran.code(), ran.err());
    assertTrue(ran.out().startsWith("column 'same' is always 1 and left out"), ran.out());
    assertTrue(ran.out().contains("size: linear, 90 rows, 2 features"), ran.out());
    assertTrue(ran.out().contains("positive: yes"), ran.out());
    JsonNode written = new JsonMapper().readTree(out.resolve("path.json").toFile());
    JsonNode size = written.get("targets").get(0);
    assertEquals(45, size.get("groups").asInt());
    JsonNode slopes = size.get("1se").get("model").get(0).get("coefficients");
    assertEquals(3, slopes.get("signal").asDouble(), 0.2);
    assertFalse(slopes.has("finding"), "another target is no feature");
    assertTrue(size.get("min").get("outer").get("r2").get("mean").asDouble() > 0.99);
    JsonNode area = written.get("targets").get(1).get("min").get("outer").get("auroc");
    assertEquals(6, area.get("values").size());
    assertTrue(area.get("mean").asDouble() > 0.9);
    String page = Files.readString(out.resolve("path.html"));
    assertTrue(page.contains("Coefficients along the path"));
    assertFalse(page.matches("(?s).*(https?:)?//[a-z].*"), "nothing is fetched");
    try (Stream<Path> files = Files.walk(out)) {
      assertEquals(4 + 8 + 2, files.filter(Files::isRegularFile).count());
    }
    Path again = folder.resolve("again");
    path(
        Stream.concat(Stream.of(asked), Stream.of("--out", again.toString()))
            .toArray(String[]::new));
    for (String file : List.of("path.json", "path.html", "figures/target-2-criterion.svg")) {
      assertArrayEquals(
          Files.readAllBytes(out.resolve(file)), Files.readAllBytes(again.resolve(file)), file);
    }
  }

  @Test
  void relaxedFitsAreChosenAmong() throws IOException {
    Ran ran =
        path("--target", "size", "--ignore", "finding", "--relaxed", "--repeats", "1", "--json");
    assertEquals(0, ran.code(), ran.err());
    JsonNode chosen = ran.json().get("targets").get(0).get("1se");
    assertTrue(chosen.get("gamma").asDouble() < 1, "one strong feature is better not shrunken");
  }

  @Test
  void whatCannotBeIsRefused() throws IOException {
    assertEquals(2, path("--target", "size", "--metric", "auc").code());
    assertEquals(2, path("--target", "size", "--alpha", "2").code());
    assertEquals(2, path().code());
    assertEquals(2, path("--target", "size", "--family", "logit").code());
    Ran column = path("--target", "sise");
    assertEquals(4, column.code());
    assertTrue(column.err().contains("did you mean 'size'?"), column.err());
    Ran positive = path("--target", "finding", "--positive", "maybe");
    assertEquals(4, positive.code());
    assertTrue(positive.err().contains("no, yes"), positive.err());
    Ran metric = path("--target", "size", "--metric", "auroc");
    assertEquals(4, metric.code());
    assertTrue(metric.err().contains("auroc is for classes"), metric.err());
  }

  @Test
  void breastCancerIsToldFromBenignOnPatientsNotSeen() {
    Path file =
        Path.of(
            System.getProperty("ridgeline.root", "."),
            "..",
            "shared",
            "data",
            "tabular",
            "wdbc.data");
    Assumptions.assumeTrue(Files.exists(file), "skipped: there is no " + file);
    Ran ran =
        Ran.of(
            "path",
            file.toString(),
            "--no-header",
            "--target",
            "2",
            "--ignore",
            "1",
            "--positive",
            "M",
            "--alpha",
            "0.5",
            "--folds",
            "5",
            "--repeats",
            "1",
            "--json");
    JsonNode target = ran.json().get("targets").get(0);
    assertEquals(212, target.get("classes").get("M").asInt());
    assertTrue(
        target.get("min").get("outer").get("accuracy").get("mean").asDouble() > 0.95, ran.out());
  }
}
