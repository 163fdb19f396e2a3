package io.ridgeline.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.ridgeline.Fixture;
import io.ridgeline.StudyFileException;
import io.ridgeline.data.Shape;
import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.TaskKind;
import io.ridgeline.engine.Functions;
import io.ridgeline.engine.Generator;
import io.ridgeline.engine.Gradients;
import io.ridgeline.engine.NoLeaks;
import io.ridgeline.engine.Optimizer;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Tensor;
import io.ridgeline.engine.Weight;
import io.ridgeline.trial.Setting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** PyTorch's logits, losses and parameter counts; sites; and what is refused. */
@ExtendWith(NoLeaks.class)
class UNetTest {
  private static final JsonNode FIXTURE = Fixture.read("model/unet.json");

  /** An entry of the fixture. */
  private record Entry(String name, UNet plan, Shape shape, int classes) {
    @Override
    public String toString() {
      return name;
    }

    private JsonNode node() {
      return FIXTURE.get(name);
    }

    private Model model() {
      Model model = plan.build(shape, classes);
      model.weights().initialize(new Generator(0));
      Map<String, float[]> arrays = new HashMap<>();
      for (JsonNode w : node().get("weights")) {
        arrays.put(w.get("name").asText(), Fixture.floats(w.get("values")));
      }
      model.weights().load(arrays);
      return model;
    }

    private Tensor images() {
      return Tensor.of(Fixture.floats(node().get("x").get("values")), shape.tensor(2));
    }

    /** One-hot, of every 2^level-th pixel along each axis. */
    private Tensor targets(int level) {
      double[] y = Fixture.doubles(node().get("y").get("values"));
      Shape small =
          new Shape(
              classes,
              shape.dims() == 3 ? shape.depth() >> level : 1,
              shape.height() >> level,
              shape.width() >> level);
      float[] values = new float[2 * small.count()];
      for (int i = 0; i < 2 * small.plane(); i++) {
        int column = i % small.width();
        int row = i / small.width() % small.height();
        int slice = i / (small.width() * small.height()) % small.depth();
        int image = i / small.plane();
        int from =
            ((image * shape.depth() + (slice << level)) * shape.height() + (row << level))
                    * shape.width()
                + (column << level);
        values[image * small.count() + ((int) y[from]) * small.plane() + i % small.plane()] = 1;
      }
      return Tensor.of(values, small.tensor(2));
    }
  }

  /** A training pass that asks for what the further heads say. */
  private static final class Asking implements Pass {
    private final Map<Integer, Tensor> logits = new TreeMap<>();

    @Override
    public Functions.Statistics statistics() {
      return Functions.Statistics.MOVING;
    }

    @Override
    public void auxiliary(int level, Supplier<Tensor> of) {
      logits.put(level, of.get());
    }
  }

  private static final Entry RESIDUAL =
      new Entry("residual", new UNet(2, 3, 0, "on", "on"), new Shape(1, 16, 16), 2);

  static List<Entry> entries() {
    return List.of(
        new Entry("unet2d", new UNet(4, 3), new Shape(1, 16, 16), 2),
        new Entry("unet3d", new UNet(2, 3), new Shape(1, 8, 8, 8), 3),
        RESIDUAL,
        new Entry("flat", new UNet(2, 3, 1, "off", "off"), new Shape(1, 4, 8, 8), 2));
  }

  private static float[] values(JsonNode tensor) {
    return Fixture.floats(tensor.get("values"));
  }

  @ParameterizedTest
  @MethodSource("entries")
  void logitsAreThoseOfPyTorch(Entry e) {
    try (Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      Model model = e.model();
      Tensor evaluated = model.forward(e.images(), Pass.EVALUATION);
      assertArrayEquals(
          new Shape(e.classes, e.shape.depth(), e.shape.height(), e.shape.width()).tensor(2),
          evaluated.shape());
      assertArrayEquals(values(e.node().get("evalLogits")), evaluated.toArray(), 1e-5f);
      Asking pass = new Asking();
      assertArrayEquals(
          values(e.node().get("trainLogits")), model.forward(e.images(), pass).toArray(), 1e-5f);
      JsonNode auxiliary = e.node().get("auxiliary");
      assertEquals(auxiliary.size(), pass.logits.size());
      pass.logits.forEach(
          (level, logits) ->
              assertArrayEquals(
                  values(auxiliary.get(String.valueOf(level))), logits.toArray(), 1e-5f));
    }
  }

  @ParameterizedTest
  @MethodSource("entries")
  void lossesOverTenStepsAreThoseOfPyTorch(Entry e) {
    double[] expected = Fixture.doubles(e.node().get("losses"));
    try (Scope scope = Scope.open()) {
      Model model = e.model();
      Optimizer.Step optimizer =
          new Optimizer.Sgd(FIXTURE.get("momentum").asDouble()).begin(model.weights());
      for (int i = 0; i < 10; i++) {
        try (Scope step = Scope.open()) {
          Asking pass = new Asking();
          Tensor loss = Functions.crossEntropy(model.forward(e.images(), pass), e.targets(0));
          for (var deeper : pass.logits.entrySet()) {
            Tensor more = Functions.crossEntropy(deeper.getValue(), e.targets(deeper.getKey()));
            loss = loss.plus(more.times(Math.pow(0.5, deeper.getKey())));
          }
          assertEquals(expected[i], loss.item(), 1e-4, "step " + i);
          model.weights().clearGradients();
          loss.backward();
          try (Gradients off = Gradients.off()) {
            optimizer.apply(FIXTURE.get("learningRate").asDouble());
          }
        }
      }
      assertTrue(expected[9] < expected[0] - 0.1, "there was something to learn");
    }
  }

  @Test
  void theFullSizedNetworksHaveTheParametersOfThePyTorchModules() {
    long flat = new UNet(16, 4).build(new Shape(1, 64, 64), 2).weights().trainedCount();
    assertEquals(482_466, flat);
    assertEquals(FIXTURE.get("counts").get("unet2d").asLong(), flat);
    long volume = new UNet(8, 4).build(new Shape(1, 16, 16, 16), 3).weights().trainedCount();
    assertEquals(350_827, volume);
    assertEquals(FIXTURE.get("counts").get("unet3d").asLong(), volume);
  }

  @Test
  void initialDeviationsAreKaimings() {
    try (Scope scope = Scope.open()) {
      Model model = new UNet(16, 4).build(new Shape(1, 16, 16), 2);
      model.weights().initialize(new Generator(3));
      for (Weight w : model.weights().all()) {
        Tensor values = w.tensor().detach();
        if (w.role() == Weight.Role.BIAS) {
          assertEquals(0, values.abs().sum().item(), w.name());
        }
        if (w.role() == Weight.Role.KERNEL && w.count() > 4000) {
          // √(2/(outputs · receptive field)), be it a convolution or a transposed one
          int field = w.name().startsWith("up") ? 4 : 9;
          double expected = Math.sqrt(2.0 / (w.units() * field));
          double deviation = values.norm().item() / Math.sqrt((double) w.count());
          // the standard error of a deviation is σ/√(2n)
          assertEquals(expected, deviation, 5 * expected / Math.sqrt(2.0 * w.count()), w.name());
        }
      }
      // [in, out, h, w]
      Weight up = weight(model, "up.2.weight");
      assertArrayEquals(new long[] {128, 64, 2, 2}, up.shape());
      assertEquals(64, up.units());
    }
  }

  private static Weight weight(Model model, String name) {
    return model.weights().all().stream()
        .filter(w -> w.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> sites(UNet plan) {
    return plan.build(new Shape(1, 16, 16), 2).sites().stream()
        .map(s -> s.name() + " " + s.kind() + " " + Math.round(s.depth() * 100))
        .toList();
  }

  @Test
  void sitesLieAlongTheWay() {
    assertEquals(
        List.of(
            "input INPUT 0",
            "down.0 BLOCK 20",
            "down.1 BLOCK 40",
            "down.2 BLOCK 60",
            "merge.1 BLOCK 80",
            "merge.0 BLOCK 100",
            "head HEAD 100"),
        sites(new UNet(2, 3)));
    assertEquals(
        List.of(
            "input INPUT 0",
            "down.0.branch BRANCH 33",
            "down.0 BLOCK 33",
            "down.1.branch BRANCH 67",
            "down.1 BLOCK 67",
            "merge.0 BLOCK 100",
            "head HEAD 100"),
        sites(new UNet(2, 2, 0, "on", "off")));
  }

  @Test
  void aPassMeetsTheSitesInTheirOrderWithTheirMaps() {
    try (Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      Model model = new UNet(2, 3).build(new Shape(1, 4, 8, 12), 3);
      model.weights().initialize(new Generator(0));
      List<String> seen = new ArrayList<>();
      model.forward(
          Tensor.zeros(1, 1, 4, 8, 12),
          new Pass() {
            @Override
            public Tensor at(Site site, Tensor x) {
              seen.add(site.name() + " " + List.of(x.size(1), x.size(2), x.size(3), x.size(4)));
              return x;
            }
          });
      assertEquals(
          List.of(
              "input [1, 4, 8, 12]",
              "down.0 [2, 4, 8, 12]",
              "down.1 [4, 2, 4, 6]",
              "down.2 [8, 1, 2, 3]",
              "merge.1 [4, 2, 4, 6]",
              "merge.0 [2, 4, 8, 12]",
              "head [2, 4, 8, 12]"),
          seen);
    }
  }

  @Test
  void furtherHeadsAreNotComputedUnlessAPassAsks() {
    try (Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      Model model = new UNet(2, 4, 0, "off", "on").build(new Shape(1, 16, 16), 2);
      model.weights().initialize(new Generator(0));
      List<String> used = new ArrayList<>();
      Pass watching =
          new Pass() {
            @Override
            public Tensor kernel(Weight kernel) {
              used.add(kernel.name());
              return kernel.tensor();
            }
          };
      model.forward(Tensor.zeros(1, 1, 16, 16), watching);
      List<String> further =
          model.weights().kernels().stream()
              .map(Weight::name)
              .filter(name -> !used.contains(name))
              .toList();
      // neither at full resolution nor at the bottleneck
      assertEquals(List.of("auxiliary.2.weight", "auxiliary.1.weight"), further);
    }
  }

  private static String refused(UNet plan, Shape shape) {
    return String.valueOf(
        assertThrows(StudyFileException.class, () -> plan.build(shape, 2)).getMessage());
  }

  @Test
  void refusesSidesThatCannotBeHalvedAndSaysWhichCan() {
    assertEquals(
        "unet.levels = 4 halves height and width 3 times, which images of 1×30×32 do not allow;"
            + " prepare them as 1×24×32 or 1×32×32, or give fewer levels",
        refused(new UNet(4, 4), new Shape(1, 30, 32)));
    assertTrue(refused(new UNet(4, 4), new Shape(1, 4, 16)).contains("as 1×8×16, or"));
    String volume = refused(new UNet(4, 4), new Shape(1, 36, 50, 35));
    assertTrue(volume.contains("and depth 3 times"), volume);
    assertTrue(volume.contains("as 1×32×48×32 or 1×40×56×40"), volume);
    // the flat level leaves the depth to be halved twice only
    UNet flat = new UNet(4, 4, 1, "off", "off");
    assertTrue(refused(flat, new Shape(1, 6, 16, 16)).contains("as 1×4×16×16 or 1×8×16×16"));
    assertDoesNotThrow(() -> flat.build(new Shape(1, 4, 16, 16), 2));
    assertDoesNotThrow(() -> new UNet(4, 4).build(new Shape(3, 24, 32), 2));
  }

  @Test
  void refusesASingleValueAtTheBottomAndFlatLevelsOfFlatImages() {
    assertTrue(refused(new UNet(4, 4), new Shape(1, 8, 8)).contains("to a single value"));
    assertTrue(refused(new UNet(4, 2, 1, "off", "off"), new Shape(1, 8, 8)).contains("unet.flat"));
  }

  @Test
  void isAnArchitectureForSegmentationOnly() {
    for (Descriptor d : Architecture.catalog().values()) {
      TaskKind only =
          switch (d.name()) {
            case "unet" -> TaskKind.SEGMENTATION;
            case "fcos" -> TaskKind.DETECTION;
            default -> TaskKind.CLASSIFICATION;
          };
      assertEquals(List.of(only), List.copyOf(d.tasks()), d.name());
    }
    assertTrue(Architecture.catalog().containsKey("unet"));
    UNet plan = new UNet(8, 3, 1, "on", "off");
    assertEquals(plan, Architecture.of(plan.setting()));
    assertEquals(new UNet(16, 4), Architecture.of(new Setting("unet", Map.of())));
  }

  @Test
  void aCopyWithTheSameWeightsSaysTheSame() {
    try (Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      Model model = RESIDUAL.model();
      Model copy = model.with(model.weights().toArrays());
      Tensor x = RESIDUAL.images();
      assertArrayEquals(
          model.forward(x, Pass.EVALUATION).toArray(), copy.forward(x, Pass.EVALUATION).toArray());
    }
  }
}
