package io.ridgeline.deploy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.StoreException;
import io.ridgeline.data.DataSpec.Preparation;
import io.ridgeline.data.DataSpec.Preparation.Resize;
import io.ridgeline.data.Intensity;
import io.ridgeline.data.Normalization;
import io.ridgeline.data.Shape;
import io.ridgeline.deploy.ModelDescription.Estimate;
import io.ridgeline.deploy.ModelDescription.Input;
import io.ridgeline.deploy.ModelDescription.Provenance;
import io.ridgeline.image.Interpolation;
import io.ridgeline.trial.Arm;
import io.ridgeline.trial.Setting;
import io.ridgeline.trial.TrialJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelPackageTest {
  @TempDir Path folder;

  private static ModelPackage tiny(float weight) {
    Provenance from =
        new Provenance(
            "a <b>study</b>",
            "00ff",
            "0123456789abcdef",
            new Arm("cocktail", List.of(new Setting("l1", Map.of("lambda", 1e-5)))),
            "official",
            3,
            "breast | images",
            "abcd",
            false,
            "",
            Map.of("train", 546, "test", 156),
            Map.of("auroc", new Estimate(0.91, null, null)),
            Map.of("auroc", new Estimate(0.9, 0.85, 0.94), "mcc", new Estimate(null, null, null)),
            Map.of("ridgeline", "0.1.0"));
    return new ModelPackage(
        new ModelDescription(
            "tiny",
            "classification",
            List.of("benign", "malignant"),
            new Setting("linear", Map.of()),
            "cross-entropy",
            new Input(1, 1, 1, 2, Resize.STRETCH, List.of(0.5f), List.of(0.25f)),
            List.of(),
            0.5,
            from),
        Map.of("w", new NamedArray(new long[] {2}, new float[] {weight, -1})));
  }

  /** A package from before there were patches is of whole images as stored. */
  @Test
  void inputsKeepTheirPreparation() throws IOException {
    Input old =
        TrialJson.MAPPER.readValue(
            "{\"channels\":1,\"height\":1,\"width\":2,\"resize\":\"STRETCH\",\"mean\":[0.5],\"std\":[0.25]}",
            Input.class);
    assertEquals(new Input(1, 1, 1, 2, Resize.STRETCH, List.of(0.5f), List.of(0.25f)), old);
    assertEquals(new Preparation(List.of(1, 2), 1, Resize.STRETCH), old.preparation());
    Preparation patches =
        new Preparation(
            List.of(),
            0,
            Resize.LETTERBOX,
            List.of(32, 48, 32),
            List.of(1.0, 0.5, 0.5),
            Intensity.window(-160, 240),
            Interpolation.CUBIC);
    Normalization normalization = new Normalization(new float[] {0}, new float[] {1});
    Input input = Input.of(new Shape(1, 32, 48, 32), patches, normalization);
    String json = TrialJson.MAPPER.writeValueAsString(input);
    assertTrue(
        json.endsWith(
            ",\"patch\":true,\"spacing\":[1.0,0.5,0.5],\"intensity\":[-160.0,240.0],\"interpolation\":\"CUBIC\"}"),
        json);
    assertEquals(input, TrialJson.MAPPER.readValue(json, Input.class));
    assertEquals(List.of(32, 48, 32), input.preparation().patch());
    assertEquals(List.of(), input.preparation().size());
    assertEquals(Intensity.window(-160, 240), input.preparation().intensity());
  }

  private static void assertIntegrity(Path path) {
    StoreException e = assertThrows(StoreException.class, () -> ModelPackage.read(path));
    assertEquals(StoreException.Reason.INTEGRITY, e.reason(), e.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"model", "model.zip"})
  void comesBackAsItWent(String name) {
    Path path = folder.resolve(name);
    ModelPackage written = tiny(0.1f);
    written.write(path);
    ModelPackage read = ModelPackage.read(path);
    assertEquals(written.model(), read.model());
    assertArrayEquals(
        new float[] {0.1f, -1}, Objects.requireNonNull(read.weights().get("w")).values());
    assertEquals(2, ModelPackage.verify(path).size());
    assertTrue(ModelPackage.card(path).contains("Research use only; not a medical device"));
  }

  @Test
  void membersOfAnEnsembleComeBackInTheirOrder() {
    Path path = folder.resolve("model");
    List<Map<String, NamedArray>> members =
        IntStream.rangeClosed(1, 11).mapToObj(i -> tiny(i).weights()).toList();
    ModelPackage written = new ModelPackage(tiny(0).model(), tiny(0).weights(), members);
    written.write(path);
    ModelPackage read = ModelPackage.read(path);
    assertEquals(Set.of("w"), read.weights().keySet());
    assertEquals(11, read.members().size());
    for (int i = 0; i < 11; i++) {
      assertEquals(Set.of("w"), read.members().get(i).keySet());
      assertArrayEquals(
          new float[] {i + 1, -1}, Objects.requireNonNull(read.members().get(i).get("w")).values());
    }
    assertEquals(written.weightsHash(), read.weightsHash());
    assertFalse(read.weightsHash().equals(tiny(0).weightsHash()));
  }

  @Test
  void leavesNothingButThePackage() throws IOException {
    tiny(1).write(folder.resolve("model"));
    try (var files = Files.list(folder)) {
      assertEquals(List.of(folder.resolve("model")), files.toList());
    }
  }

  @Test
  void refusesToOverwrite() throws IOException {
    Path path = Files.createDirectory(folder.resolve("mine"));
    Path kept = Files.writeString(path.resolve("thesis.txt"), "years");
    StoreException e = assertThrows(StoreException.class, () -> tiny(1).write(path));
    assertTrue(e.toString().contains("exists already"), e.toString());
    assertEquals("years", Files.readString(kept));
  }

  @Test
  void everyFlippedByteIsFound() throws IOException {
    Path path = folder.resolve("model");
    tiny(1).write(path);
    for (String name : List.of("model.json", "weights.safetensors", "card.md")) {
      Path file = path.resolve(name);
      byte[] good = Files.readAllBytes(file);
      for (int i = 0; i < good.length; i++) {
        byte[] bad = good.clone();
        bad[i] ^= (byte) (1 << i % 8);
        Files.write(file, bad);
        assertIntegrity(path);
      }
      Files.write(file, good);
    }
    assertEquals(tiny(1).model(), ModelPackage.read(path).model());
  }

  @Test
  void everyTruncationIsFound() throws IOException {
    Path path = folder.resolve("model");
    tiny(1).write(path);
    for (String name : List.of("model.json", "weights.safetensors", "card.md")) {
      Path file = path.resolve(name);
      byte[] good = Files.readAllBytes(file);
      for (int length = 0; length < good.length; length += 7) {
        Files.write(file, java.util.Arrays.copyOf(good, length));
        assertIntegrity(path);
      }
      Files.write(file, good);
    }
  }

  @Test
  void aFlippedByteOfAZipNeverGivesAnotherModel() throws IOException {
    Path path = folder.resolve("model.zip");
    tiny(1).write(path);
    byte[] good = Files.readAllBytes(path);
    Path damaged = folder.resolve("damaged.zip");
    int found = 0;
    for (int i = 0; i < good.length; i += 3) {
      byte[] bad = good.clone();
      bad[i] ^= (byte) (1 << i % 8);
      Files.write(damaged, bad);
      try {
        ModelPackage read = ModelPackage.read(damaged);
        assertEquals(tiny(1).model(), read.model());
        assertArrayEquals(
            new float[] {1, -1}, Objects.requireNonNull(read.weights().get("w")).values());
      } catch (StoreException e) {
        assertEquals(StoreException.Reason.INTEGRITY, e.reason());
        found++;
      }
    }
    assertTrue(found > good.length * 0.8 / 3, found + " of " + good.length);
  }

  @Test
  void swappedMissingAndSurplusFilesAreFound() throws IOException {
    Path one = folder.resolve("one");
    Path two = folder.resolve("two");
    tiny(1).write(one);
    tiny(2).write(two);
    Path weights = one.resolve("weights.safetensors");
    byte[] own = Files.readAllBytes(weights);
    Files.write(weights, Files.readAllBytes(two.resolve("weights.safetensors")));
    assertIntegrity(one);
    Files.write(weights, own);
    for (String name : List.of("model.json", "weights.safetensors", "card.md")) {
      Path moved = folder.resolve("moved");
      Files.move(one.resolve(name), moved);
      assertIntegrity(one);
      Files.move(moved, one.resolve(name));
    }
    Path surplus = Files.writeString(one.resolve(".surplus"), "");
    assertIntegrity(one);
    Files.delete(surplus);
    Files.createDirectory(one.resolve("empty"));
    assertIntegrity(one);
    Files.delete(one.resolve("empty"));
    Files.delete(weights);
    Files.createSymbolicLink(weights, two.resolve("weights.safetensors"));
    assertIntegrity(one);
  }

  @Test
  void pathsThatLeaveThePackageAreRefused() throws IOException {
    Path good = folder.resolve("good");
    tiny(1).write(good);
    List<String> payloads =
        List.of(
            "../evil",
            "..\\evil",
            "/etc/evil",
            "a/../../evil",
            "./card.md",
            "C:\\evil",
            "\\\\host\\evil",
            "%2e%2e/evil",
            "..",
            "dir/",
            "card.md\u0000.png",
            "\u001b[31mred");
    for (String payload : payloads) {
      Path zip = folder.resolve("evil.zip");
      try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
        for (String name : List.of("model.json", "weights.safetensors", "card.md")) {
          out.putNextEntry(new ZipEntry(name));
          out.write(Files.readAllBytes(good.resolve(name)));
        }
        out.putNextEntry(new ZipEntry(payload));
        out.write(1);
      }
      StoreException e = assertThrows(StoreException.class, () -> ModelPackage.read(zip));
      assertEquals(StoreException.Reason.INTEGRITY, e.reason(), payload);
      assertFalse(e.toString().contains("\u001b"), "the terminal must not be steered");
    }
    try (var files = Files.list(folder)) {
      assertEquals(2, files.count());
    }
  }

  @Test
  void whatIsNoPackageIsSaidSo() throws IOException {
    assertIntegrity(folder);
    assertIntegrity(Files.writeString(folder.resolve("notes.txt"), "no zip"));
    StoreException e =
        assertThrows(StoreException.class, () -> ModelPackage.read(folder.resolve("absent")));
    assertEquals(StoreException.Reason.IO, e.reason());
    assertTrue(e.toString().contains("does not exist"));
  }

  @Test
  void theCardIsHonestAndInert() {
    String card = ModelCard.text(tiny(1).model());
    assertTrue(card.contains("| auroc | 0.9000 | 0.8500 to 0.9400 |"), card);
    assertTrue(card.contains("| mcc | undefined | none |"), card);
    assertTrue(card.contains("l1 {lambda=1.0E-5}. Nothing else regularizes."), card);
    assertTrue(card.contains("a &lt;b&gt;study&lt;/b&gt;"), card);
    assertTrue(card.contains("breast \\| images"), card);
    assertFalse(card.contains("simulated"), card);
  }

  @Test
  void equalModelsGiveEqualBytes() throws IOException {
    Path one = folder.resolve("one.zip");
    Path two = folder.resolve("two.zip");
    tiny(1).write(one);
    tiny(1).write(two);
    assertArrayEquals(Files.readAllBytes(one), Files.readAllBytes(two));
    assertTrue(
        new String(Files.readAllBytes(one), StandardCharsets.ISO_8859_1).contains("model.json"));
  }
}
