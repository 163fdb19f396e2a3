package io.ridgeline.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.data.Prepared;
import io.ridgeline.data.Shape;
import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Method;
import io.ridgeline.describe.TaskKind;
import io.ridgeline.engine.Generator;
import io.ridgeline.engine.NoLeaks;
import io.ridgeline.engine.Optimizer;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Tensor;
import io.ridgeline.engine.Weights;
import io.ridgeline.loss.CrossEntropy;
import io.ridgeline.loss.Loss;
import io.ridgeline.model.Architecture;
import io.ridgeline.model.Linear;
import io.ridgeline.model.Model;
import io.ridgeline.model.ResNet;
import io.ridgeline.regularize.Catalog;
import io.ridgeline.regularize.Hooks;
import io.ridgeline.regularize.Regularizer;
import io.ridgeline.regularize.StepContext;
import io.ridgeline.regularize.WeightAveraging;
import io.ridgeline.regularize.averaging.Ema;
import io.ridgeline.regularize.penalty.L2Sp;
import io.ridgeline.trial.Checkpoint;
import io.ridgeline.trial.EpochRecord;
import io.ridgeline.trial.Setting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A training that was cut off and taken up again is, to the bit, the one that was not. */
@ExtendWith(NoLeaks.class)
class ResumeTest {
  private static final int EPOCHS = 4;
  private static final Prepared MASKS = TinyMasks.of(12, new Shape(1, 8, 8), List.of());
  private static final Prepared BOXES = TinyBoxes.phantom(20);
  private static final Setting NET =
      new Setting(
          "unet", Map.of("width", 4, "levels", 3, "residual", "on", "deepSupervision", "on"));

  @TempDir Path temporary;

  /** The last state, in memory; cuts the training off once it has kept so many. */
  private static final class Kept implements Checkpoint {
    private final int cutAfter;
    private int times;
    private Optional<byte[]> state = Optional.empty();

    Kept(int cutAfter) {
      this.cutAfter = cutAfter;
    }

    @Override
    public Optional<byte[]> last() {
      return state;
    }

    @Override
    public void keep(byte[] now) {
      state = Optional.of(now);
      if (++times == cutAfter) {
        Thread.currentThread().interrupt();
      }
    }

    Checkpoints by(String maker) {
      return new Checkpoints(Optional.of(this), maker, Duration.ZERO);
    }
  }

  /** What is fitted to what. */
  private record Case(TaskKind task, Optimizer optimizer, List<Setting> methods) {
    @Override
    public String toString() {
      return task + " " + optimizer + " " + methods;
    }

    Fitting fitting() {
      List<Regularizer> created = Catalog.create(methods);
      return switch (task) {
        case CLASSIFICATION ->
            new Fitting(
                task,
                new ResNet(4, List.of(1, 1)),
                plan(new CrossEntropy(), 8, "auroc"),
                created,
                3);
        case SEGMENTATION ->
            new Fitting(
                task, Architecture.of(NET), plan(TinyMasks.plan(1).loss(), 4, "dice"), created, 3);
        case DETECTION ->
            new Fitting(
                task, TinyBoxes.PLAN, plan(TinyBoxes.plan(1).loss(), 8, "ap50"), created, 3);
      };
    }

    private TrainingPlan plan(Loss loss, int batch, String metric) {
      return new TrainingPlan(
          optimizer, 0.01, new LearningRate.OneCycle(0.3), loss, batch, EPOCHS, metric);
    }

    Subset train() {
      return switch (task) {
        case CLASSIFICATION -> TinyData.TRAIN;
        case SEGMENTATION -> TinyMasks.subset(MASKS, 0, 8);
        case DETECTION -> TinyBoxes.subset(BOXES, 0, 16);
      };
    }

    Subset validation() {
      return switch (task) {
        case CLASSIFICATION -> TinyData.VALIDATION;
        case SEGMENTATION -> TinyMasks.subset(MASKS, 8, 12);
        case DETECTION -> TinyBoxes.subset(BOXES, 16, 20);
      };
    }
  }

  static List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (TaskKind task : TaskKind.values()) {
      Catalog.descriptors().values().stream()
          .filter(d -> d.tasks().contains(task))
          .forEach(d -> cases.add(new Case(task, new Optimizer.Adam(), methods(d))));
    }
    for (Descriptor optimizer : TrainingPlan.optimizers().values()) {
      cases.add(
          new Case(TaskKind.CLASSIFICATION, (Optimizer) optimizer.create(Map.of()), List.of()));
    }
    cases.add(
        new Case(
            TaskKind.CLASSIFICATION,
            new Optimizer.Adam(),
            Stream.of("dropout", "sam", "spectral-norm", "ema", "early-stopping", "max-norm")
                .map(name -> new Setting(name, Map.of()))
                .toList()));
    return cases;
  }

  private static List<Setting> methods(Descriptor d) {
    Map<String, Object> values =
        switch (d.name()) {
          case "early-stopping" -> Map.of("patience", 1);
          case "swa" -> Map.of("start", 0.3);
          case "max-norm" -> Map.of("limit", 0.2);
          case "gradient-clipping" -> Map.of("limit", 0.05);
          case "adaptive-clipping" -> Map.of("limit", 0.01);
          case "snapshot-ensemble" -> Map.of("cycles", 4, "keep", 4);
          default -> Map.of();
        };
    boolean noisy = d.name().equals("mc-dropout") || d.name().equals("r-drop");
    return Stream.concat(
            noisy ? Stream.of(new Setting("dropout", Map.of())) : Stream.empty(),
            Stream.of(new Setting(d.name(), values)))
        .toList();
  }

  /** All that a fit leaves but its times. */
  private record Left(Object outcome, List<EpochRecord> epochs, Object evidence, Object saved) {}

  private Left fit(Case c, String name, Checkpoints checkpoints, List<Integer> heard)
      throws Exception {
    Path folder = temporary.resolve(name);
    try (Fitting fitting = c.fitting()) {
      History history =
          fitting.fit(
              c.train(), c.validation(), (epoch, of) -> heard.add(epoch.epoch()), checkpoints);
      fitting.save(folder);
      return new Left(history.outcome(), history.epochs(), history.evidence(), files(folder));
    }
  }

  /** The SHA-256 of every file. */
  private static Map<String, String> files(Path folder) throws Exception {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> paths = Files.list(folder)) {
      for (Path path : paths.toList()) {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(path));
        files.put(String.valueOf(path.getFileName()), HexFormat.of().formatHex(digest));
      }
    }
    return files;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void cutInItsMiddleItEndsTheSame(Case c) throws Exception {
    Left whole = fit(c, "whole", Checkpoints.none(), new ArrayList<>());
    Kept kept = new Kept(2);
    List<Integer> heard = new ArrayList<>();
    if (whole.epochs().size() == EPOCHS) {
      assertThrows(
          InterruptedException.class, () -> fit(c, "cut", kept.by("here"), new ArrayList<>()));
      assertEquals(whole, fit(c, "resumed", kept.by("here"), heard));
      assertEquals(List.of(3, 4), heard, "the first two epochs were not run again");
    } else {
      Kept first = new Kept(1);
      assertThrows(
          InterruptedException.class, () -> fit(c, "cut", first.by("here"), new ArrayList<>()));
      assertEquals(whole, fit(c, "resumed", first.by("here"), heard));
      assertEquals(2, heard.get(0));
    }
  }

  private static final Case PLAIN =
      new Case(TaskKind.CLASSIFICATION, new Optimizer.Adam(), List.of());

  private Kept cut() {
    Kept kept = new Kept(2);
    assertThrows(
        InterruptedException.class, () -> fit(PLAIN, "cut", kept.by("here"), new ArrayList<>()));
    return kept;
  }

  @Test
  void whatAnotherVersionLeftIsNotGoneOnFrom() throws Exception {
    List<Integer> heard = new ArrayList<>();
    fit(PLAIN, "anew", cut().by("elsewhere"), heard);
    assertEquals(List.of(1, 2, 3, 4), heard);
  }

  @Test
  void whatIsNoCheckpointIsNotGoneOnFrom() throws Exception {
    Kept kept = new Kept(0);
    kept.state = Optional.of(new byte[] {1, 2, 3});
    List<Integer> heard = new ArrayList<>();
    fit(PLAIN, "anew", kept.by("here"), heard);
    assertEquals(List.of(1, 2, 3, 4), heard);
  }

  @Test
  void secondsAddUp() throws Exception {
    Kept kept = cut();
    Thread.sleep(50);
    Checkpoints again = kept.by("here");
    double before = again.seconds();
    fit(PLAIN, "resumed", again, new ArrayList<>());
    double own = again.seconds();
    double[] seconds = {0};
    StateFile.read(kept.last().orElseThrow()).reader().numbers("seconds", seconds);
    assertTrue(before < 0.05, "it begins at its own start: " + before);
    assertTrue(own > seconds[0] && seconds[0] > 0, own + " s, of which before " + seconds[0]);
  }

  /** An average whose state nobody can tell. */
  @Method(name = "untold", summary = "For this test.")
  record Untold() implements WeightAveraging {
    @Override
    public boolean isOff() {
      return false;
    }

    @Override
    public Run begin(Weights weights) {
      List<Tensor> first = weights.snapshot();
      return new Run() {
        @Override
        public void add(Weights now, StepContext step) {
          first.get(0).moveInPlace(now.state().get(0), 0.1);
        }

        @Override
        public List<Tensor> average() {
          return first;
        }
      };
    }
  }

  @Test
  void withAMethodThatCannotTellItsStateATrainingIsNeverTakenUp() {
    try (Scope scope = Scope.open()) {
      Model model = new Linear().build(new Shape(1, 4, 4), 2);
      model.weights().initialize(new Generator(1));
      Hooks told = new Hooks(List.of(new Ema(0.9), new L2Sp(0.1, 0.1)), 1);
      told.begin(model, new CrossEntropy(), new long[2]);
      assertTrue(told.resumable());
      Hooks untold = new Hooks(List.of(new Untold()), 1);
      untold.begin(model, new CrossEntropy(), new long[2]);
      assertFalse(untold.resumable());
    }
    Kept kept = new Kept(0);
    kept.state = cut().state;
    TinyRun anew = TinyRun.of(List.of(new Untold()), kept.by("here"));
    assertEquals(TinyRun.of(List.of(new Untold())).epochs(), anew.epochs());
    assertEquals(0, kept.times, "and nothing is kept");
  }

  @Test
  void aShortTrainingKeepsNothing() throws Exception {
    Kept kept = new Kept(0);
    fit(
        PLAIN,
        "short",
        new Checkpoints(Optional.of(kept), "here", Duration.ofMinutes(10)),
        new ArrayList<>());
    assertEquals(0, kept.times);
  }

  @Test
  void whatAFileHoldsComesBackToTheBit() throws Exception {
    float[] values = {Float.MIN_VALUE, -0f, 1e38f};
    double[] numbers = {Double.NEGATIVE_INFINITY, Double.NaN, 0.1, -0.0};
    StateFile file = new StateFile();
    file.writer().of("a").values("v", values);
    file.writer().of("a").numbers("n", numbers);
    file.writer().of("b").numbers("n", new int[] {Integer.MAX_VALUE, -7});
    file.writer().lines("l", Map.of("x", "„é“"));
    StateFile read = StateFile.read(file.bytes());
    float[] sameValues = new float[3];
    double[] sameNumbers = new double[4];
    int[] sameWholes = new int[2];
    Map<String, String> sameLines = new LinkedHashMap<>(Map.of("other", ""));
    read.reader().of("a").values("v", sameValues);
    read.reader().of("a").numbers("n", sameNumbers);
    read.reader().of("b").numbers("n", sameWholes);
    read.reader().lines("l", sameLines);
    assertArrayEquals(values, sameValues);
    assertArrayEquals(numbers, sameNumbers);
    assertArrayEquals(new int[] {Integer.MAX_VALUE, -7}, sameWholes);
    assertEquals(Map.of("x", "„é“"), sameLines);
    assertThrows(IllegalStateException.class, () -> read.reader().values("v", sameValues));
    assertThrows(IllegalStateException.class, () -> file.writer().of("a").values("v", values));
  }
}
