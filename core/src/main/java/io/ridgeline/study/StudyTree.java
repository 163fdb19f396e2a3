package io.ridgeline.study;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.ridgeline.data.DataSpec;
import io.ridgeline.data.DataSpec.Columns;
import io.ridgeline.data.DataSpec.Preparation;
import io.ridgeline.data.Intensity;
import io.ridgeline.describe.Parameter;
import io.ridgeline.describe.TaskKind;
import io.ridgeline.image.Interpolation;
import io.ridgeline.trial.Setting;
import io.ridgeline.trial.TrainingSpec;
import io.ridgeline.trial.TrialJson;
import io.ridgeline.tune.Dimension;
import io.ridgeline.tune.Tuning;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A spec as the tree of keys and values that its study file would hold. */
final class StudyTree {
  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .disable(YAMLGenerator.Feature.SPLIT_LINES)
          .build();

  private StudyTree() {}

  static String yaml(StudySpec spec) {
    try {
      return YAML.writeValueAsString(of(spec));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  static String hash(StudySpec spec) {
    return Sha256.of(withoutPlaces(of(spec)).toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Leaves out where things are; that there is a model to start from stays. */
  private static JsonNode withoutPlaces(JsonNode tree) {
    if (tree.get("data") instanceof ObjectNode data) {
      data.remove(List.of("source", "root"));
    }
    if (tree.get("training") instanceof ObjectNode training && training.has("start")) {
      training.put("start", "given");
    }
    return tree;
  }

  /** In what two study files differ, one line a key; empty if {@code yaml} cannot be read. */
  static List<String> differences(String yaml, StudySpec spec) {
    Map<String, String> there = new TreeMap<>();
    Map<String, String> here = new TreeMap<>();
    try {
      flatten("", withoutPlaces(YAML.readTree(yaml)), there);
      flatten("", withoutPlaces(of(spec)), here);
    } catch (JsonProcessingException e) {
      return List.of();
    }
    TreeMap<String, String> all = new TreeMap<>(there);
    all.putAll(here);
    List<String> lines = new ArrayList<>();
    for (String key : all.keySet()) {
      String old = there.getOrDefault(key, "absent");
      String now = here.getOrDefault(key, "absent");
      if (!old.equals(now)) {
        lines.add(key + ": " + old + " there, " + now + " here");
      }
    }
    return lines;
  }

  private static void flatten(String path, JsonNode node, Map<String, String> out) {
    if (node.isValueNode() || node.isEmpty()) {
      out.put(path, node.isValueNode() ? node.asText() : "empty");
    }
    node.properties()
        .forEach(
            e -> flatten(path.isEmpty() ? e.getKey() : path + "." + e.getKey(), e.getValue(), out));
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      flatten(path + "[" + i + "]", node.get(i), out);
    }
  }

  private static ObjectNode of(StudySpec spec) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put("study", spec.name());
    tree.put("task", spec.task().name().toLowerCase(Locale.ROOT));
    tree.set("data", data(spec.data()));
    ObjectNode model = tree.putObject("model").put("name", spec.model().name());
    spec.model().values().forEach((key, value) -> model.set(key, json(value)));
    tree.set("training", training(spec));
    tree.put("seeds", spec.seeds());
    tree.put("seed", spec.seed());
    tree.put("metric", spec.metric());
    tree.put("baseline", spec.baseline());
    tree.put("threads", spec.threads());
    if (spec.tuning() != null) {
      tree.set("tuning", tuning(spec.tuning()));
    }
    if (!spec.learningCurve().isEmpty()) {
      tree.set(StudyFile.LEARNING_CURVE, json(spec.learningCurve()));
    }
    ObjectNode arms = tree.putObject("arms");
    spec.arms()
        .forEach(
            arm -> {
              ArrayNode methods = arms.putArray(arm.name());
              List<Dimension> searched = spec.searched().getOrDefault(arm.name(), List.of());
              arm.methods().forEach(method -> methods.add(setting(method, searched)));
            });
    return tree;
  }

  private static ObjectNode tuning(Tuning tuning) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put("trials", tuning.trials());
    if (tuning.folds() > 0) {
      tree.put("folds", tuning.folds());
    } else {
      tree.put("holdout", tuning.holdout());
    }
    tree.put("sampler", tuning.sampler().name().toLowerCase(Locale.ROOT));
    tree.put("pruning", tuning.pruning().name().toLowerCase(Locale.ROOT));
    tree.set(TuningReader.LEARNING_RATE, json(tuning.learningRate()));
    return tree;
  }

  /** A method, the range in place of every value that is searched. */
  private static JsonNode setting(Setting method, List<Dimension> searched) {
    Map<String, Object> values = new TreeMap<>(method.values());
    for (Dimension dimension : searched) {
      if (dimension.method().equals(method.name())) {
        values.put(dimension.parameter().name(), tune(dimension.parameter()));
      }
    }
    return json(Map.of(method.name(), values));
  }

  private static Object tune(Parameter parameter) {
    boolean whole = parameter.type() == Parameter.Type.COUNT;
    return parameter.search().isEmpty()
        ? Tune.WORD
        : Map.of(
            Tune.WORD,
            parameter.search().stream().map(end -> whole ? (Object) end.intValue() : end).toList());
  }

  private static ObjectNode data(DataSpec data) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    if (data.source() == null) {
      tree.putObject("phantom")
          .put("patients", data.phantom().patients())
          .put("size", data.phantom().size())
          .put("difficulty", data.phantom().difficulty())
          .put("seed", data.phantom().seed());
    } else {
      tree.put("source", data.source().toString());
    }
    switch (data.splitting().kind()) {
      case OFFICIAL -> tree.put("split", "official");
      case HOLDOUT -> tree.put("split", "holdout").put("test", data.splitting().test());
      case FOLDS ->
          tree.put("folds", data.splitting().folds()).put("repeats", data.splitting().repeats());
    }
    tree.put("validation", data.splitting().validation());
    tree.put("image", data.columns().image());
    tree.put("label", data.columns().label());
    tree.put("group", data.columns().group());
    tree.put("part", data.columns().part());
    if (data.task() == TaskKind.SEGMENTATION) {
      tree.put("mask", data.columns().mask());
      tree.put("masks", data.masks().name().toLowerCase(Locale.ROOT));
    }
    if (data.task() == TaskKind.DETECTION) {
      masksOfBoxes(tree, data);
    }
    if (!data.root().isEmpty()) {
      tree.put("root", data.root());
    }
    if (!data.classes().isEmpty()) {
      ObjectNode classes = tree.putObject("classes");
      data.classes().forEach(classes::put);
    }
    preparation(tree, data.preparation());
    tree.put("skipBad", data.skipBad());
    tree.put("allowLeakage", data.allowLeakage());
    return tree;
  }

  /** Most boxes are drawn around no mask: only what differs from the default says that they are. */
  private static void masksOfBoxes(ObjectNode tree, DataSpec data) {
    if (!data.columns().mask().equals(Columns.DEFAULT.mask())) {
      tree.put("mask", data.columns().mask());
    }
    if (data.masks() != DataReader.masks(data.classes())) {
      tree.put("masks", data.masks().name().toLowerCase(Locale.ROOT));
    }
  }

  /** What came later is left out at its default: the hashes of earlier studies stay. */
  private static void preparation(ObjectNode tree, Preparation preparation) {
    if (!preparation.size().isEmpty()) {
      tree.set("size", json(preparation.size()));
    }
    tree.put("channels", preparation.channels());
    tree.put("resize", preparation.resize().name().toLowerCase(Locale.ROOT));
    if (!preparation.patch().isEmpty()) {
      tree.set("patch", json(preparation.patch()));
    }
    if (!preparation.spacing().isEmpty()) {
      tree.set("spacing", json(preparation.spacing()));
    }
    if (!preparation.intensity().equals(Intensity.STORED)) {
      tree.set("intensity", json(preparation.intensity()));
    }
    if (preparation.interpolation() != Interpolation.LINEAR) {
      tree.put("interpolation", preparation.interpolation().name().toLowerCase(Locale.ROOT));
    }
  }

  private static ObjectNode training(StudySpec spec) {
    TrainingSpec training = spec.training();
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.set("optimizer", setting(training.optimizer()));
    tree.put("learningRate", training.learningRate());
    tree.set("schedule", setting(training.schedule()));
    tree.put("loss", training.loss());
    tree.put("batch", training.batch());
    tree.put("epochs", training.epochs());
    if (spec.start() != null) {
      tree.put("start", spec.start().toString());
    }
    return tree;
  }

  private static JsonNode setting(Setting setting) {
    return json(Map.of(setting.name(), setting.values()));
  }

  private static JsonNode json(Object value) {
    return TrialJson.MAPPER.valueToTree(value);
  }
}
