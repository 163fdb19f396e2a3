package io.ridgeline.study;

import io.ridgeline.StudyFileException;
import io.ridgeline.describe.Choice;
import io.ridgeline.describe.Count;
import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Method;
import io.ridgeline.describe.Real;
import io.ridgeline.describe.TaskKind;
import io.ridgeline.trial.Setting;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A small vocabulary for tests of study files. */
final class TestVocabulary {
  private TestVocabulary() {}

  @Method(name = "l1", summary = "L1 penalty.")
  record L1(
      @Real(
              doc = "strength",
              def = 1e-5,
              max = 1,
              off = 0,
              search = {1e-7, 1e-3},
              log = true)
          double lambda) {}

  @Method(name = "weight-decay", summary = "Decoupled decay.")
  record WeightDecay(@Real(doc = "strength", def = 0.01, max = 1, off = 0) double lambda) {}

  @Method(name = "l2", summary = "L2 penalty.")
  record L2(@Real(doc = "strength", def = 1e-4, max = 1, off = 0) double lambda) {}

  @Method(name = "dropout", summary = "Dropout.")
  record Dropout(
      @Real(doc = "rate", def = 0.5, max = 1, maxExclusive = true, off = 0) double rate,
      @Choice(
              doc = "where",
              def = "head",
              options = {"head", "blocks"})
          String at) {}

  @Method(name = "flip", summary = "Flips.")
  record Flip() {}

  @Method(name = "clip", summary = "Clips to a range.")
  record Clip(
      @Real(doc = "low", def = 0, min = -1, max = 1) double low,
      @Real(doc = "high", def = 1, min = -1, max = 1) double high) {
    Clip {
      if (low >= high) {
        throw new StudyFileException("clip: low must be below high");
      }
    }
  }

  @Method(
      name = "elastic",
      summary = "For masks only.",
      tasks = {TaskKind.SEGMENTATION})
  record Elastic() {}

  @Method(name = "resnet", summary = "A residual network.")
  record ResNet(
      @Count(doc = "channels of the first stage", def = 16, min = 1, max = 512) int width,
      @Count(
              doc = "blocks a stage",
              def = {1, 1, 1},
              min = 1,
              max = 16)
          List<Integer> blocks) {}

  @Method(name = "adam", summary = "Adam.")
  record Adam(@Real(doc = "beta1", def = 0.9, max = 1, maxExclusive = true) double beta1) {}

  @Method(name = "sgd", summary = "SGD.")
  record Sgd(@Real(doc = "momentum", def = 0.9, max = 1, maxExclusive = true) double momentum) {}

  @Method(name = "one-cycle", summary = "One cycle.")
  record OneCycle() {}

  static final Vocabulary VOCABULARY =
      new Vocabulary(
          of(
              L1.class,
              L2.class,
              WeightDecay.class,
              Dropout.class,
              Flip.class,
              Clip.class,
              Elastic.class),
          Map.of(
              "two",
              (draw, task) ->
                  List.of(
                      new Setting("l1", Map.of("lambda", draw / 8.0)),
                      new Setting("flip", Map.of()))),
          of(ResNet.class),
          of(Adam.class, Sgd.class),
          of(OneCycle.class),
          Map.of(
              TaskKind.CLASSIFICATION, List.of("cross-entropy", "mse"),
              TaskKind.SEGMENTATION, List.of("dice-cross-entropy", "cross-entropy")),
          Map.of(
              TaskKind.CLASSIFICATION, List.of("auroc", "accuracy"),
              TaskKind.SEGMENTATION, List.of("dice", "iou")),
          TestVocabulary::conflicts);

  private static Map<String, Descriptor> of(Class<?>... types) {
    Map<String, Descriptor> map = new LinkedHashMap<>();
    Arrays.stream(types).map(Descriptor::of).forEach(d -> map.put(d.name(), d));
    return map;
  }

  private static Optional<String> conflicts(List<Setting> methods) {
    List<String> names = methods.stream().map(Setting::name).toList();
    return names.contains("l2") && names.contains("weight-decay")
        ? Optional.of("l2 and weight-decay shrink the same weights twice")
        : Optional.empty();
  }
}
