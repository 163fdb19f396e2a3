package io.ridgeline.study;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Parameter;
import io.ridgeline.describe.TaskKind;
import io.ridgeline.trial.TrialJson;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The JSON Schema (draft 2020-12) of the study file, for editors that complete and check YAML. It
 * comes from the same declarations as the reader, and what it cannot say, such as two methods that
 * exclude each other, only the reader refuses.
 */
public final class StudySchema {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private StudySchema() {}

  /** The schema of study files with these names, as text. */
  public static String of(Vocabulary vocabulary) {
    ObjectNode schema = JSON.objectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "Ridgeline study");
    ObjectNode keys = object(schema);
    text(keys, "study", "the study's title");
    words(
        keys.putObject("task"),
        Arrays.stream(TaskKind.values()).map(t -> t.name().toLowerCase(Locale.ROOT)).toList());
    data(keys.putObject("data"));
    keys.set("model", setting(vocabulary.models()));
    ObjectNode training = object(keys.putObject("training"));
    training.set(
        "optimizer", withDefault(setting(vocabulary.optimizers()), StudyFile.DEFAULT_OPTIMIZER));
    training.set(
        "schedule", withDefault(setting(vocabulary.schedules()), StudyFile.DEFAULT_SCHEDULE));
    byTask(training.putObject("loss"), vocabulary.losses());
    numbers(training, Numbers.Training.class);
    text(training, "start", "a model package whose weights every training starts from");
    byTask(keys.putObject("metric"), vocabulary.metrics());
    text(keys, "baseline", "the arm that the others are compared with");
    numbers(keys, Numbers.Study.class);
    ObjectNode tuning = object(keys.putObject("tuning"));
    numbers(tuning, Numbers.Tuned.class);
    ObjectNode rate = JSON.objectNode().put("type", "number").put("exclusiveMinimum", 0);
    tuning.set(
        TuningReader.LEARNING_RATE,
        list(rate, 2, 2).put("description", "lowest and highest peak learning rate"));
    ObjectNode share = JSON.objectNode().put("type", "number").put("exclusiveMinimum", 0);
    keys.set(
        StudyFile.LEARNING_CURVE,
        list(share.put("exclusiveMaximum", 1), 1, 100)
            .put("description", "shares of the training part that arms are trained on besides"));
    ObjectNode arms = keys.putObject("arms").put("type", "object").put("minProperties", 1);
    arms.putObject("propertyNames").put("pattern", "^" + ArmsReader.NAME.pattern() + "$");
    arms.putObject("additionalProperties").put("type", "array").set("items", methods(vocabulary));
    schema.set("required", array(StudyFile.REQUIRED));
    schema.putObject("$defs").set(Tune.WORD, tune());
    return ResultsFile.pretty(schema);
  }

  private static void byTask(ObjectNode schema, Map<TaskKind, List<String>> byTask) {
    words(schema, byTask.values().stream().flatMap(List::stream).distinct().toList());
    List<String> usual =
        Arrays.stream(TaskKind.values())
            .flatMap(
                task ->
                    byTask.getOrDefault(task, List.of()).stream()
                        .limit(1)
                        .map(word -> word + " for " + task.name().toLowerCase(Locale.ROOT)))
            .toList();
    schema.put("description", "if not given: " + String.join(", ", usual));
  }

  /** A method, or a cocktail of several. */
  private static ObjectNode methods(Vocabulary vocabulary) {
    ObjectNode schema = setting(vocabulary.methods(), true);
    ObjectNode cocktail = ((ArrayNode) schema.get("anyOf")).addObject();
    ObjectNode keys = object(cocktail.put("description", "an arm that combines several methods"));
    words(keys.putObject("cocktail"), vocabulary.cocktails().keySet());
    numbers(keys, Numbers.Cocktail.class);
    cocktail.putArray("required").add("cocktail");
    return schema;
  }

  private static void data(ObjectNode data) {
    ObjectNode keys = object(data);
    DataReader.TEXTS.forEach(key -> keys.putObject(key).put("type", "string"));
    words(keys.putObject("split"), List.of("official", "holdout"));
    numbers(keys, Numbers.Data.class);
    keys.putObject("classes")
        .put("type", "object")
        .put("description", "stored label to class name, in label order")
        .putObject("additionalProperties");
    words(keys.putObject("masks"), DataReader.MASKS);
    ObjectNode side = JSON.objectNode().put("type", "integer").put("minimum", 1);
    side.put("maximum", DataReader.LARGEST_SIZE);
    for (String key : List.of("size", "patch")) {
      ObjectNode size = keys.putObject(key);
      size.put("description", "pixels, or [height, width] or [depth, height, width]");
      size.putArray("anyOf").add(side).add(list(side, 2, 3));
    }
    ObjectNode mm = JSON.objectNode().put("type", "number").put("exclusiveMinimum", 0);
    mm.put("maximum", DataReader.LARGEST_SPACING);
    ObjectNode spacing = list(mm, 2, 3);
    keys.set("spacing", spacing.put("description", "millimetres, [z, y, x] or [y, x]"));
    ObjectNode intensity = keys.putObject("intensity");
    intensity.put("description", "how each image's values are scaled, or a window [low, high]");
    withDefault(intensity, DataReader.INTENSITIES.get(0));
    intensity
        .putArray("anyOf")
        .add(words(JSON.objectNode(), DataReader.INTENSITIES))
        .add(list(JSON.objectNode().put("type", "number"), 2, 2));
    for (String flag : List.of("skipBad", "allowLeakage")) {
      keys.putObject(flag).put("type", "boolean").put("default", false);
    }
    numbers(object(keys.putObject("phantom")), Numbers.Phantom.class);
    ArrayNode either = data.putArray("oneOf");
    either.addObject().putArray("required").add("source");
    either.addObject().putArray("required").add("phantom");
  }

  /** Makes {@code schema} that of a section; gives the place for its keys. */
  private static ObjectNode object(ObjectNode schema) {
    schema.put("type", "object").put("additionalProperties", false);
    return schema.putObject("properties");
  }

  private static ObjectNode list(ObjectNode item, int fewest, int most) {
    ObjectNode list = JSON.objectNode().put("type", "array");
    list.put("minItems", fewest).put("maxItems", most).set("items", item.deepCopy());
    return list;
  }

  private static void text(ObjectNode keys, String key, String description) {
    keys.putObject(key).put("type", "string").put("description", description);
  }

  private static ObjectNode words(ObjectNode schema, Collection<String> words) {
    schema.set("enum", array(words.stream().sorted().toList()));
    return schema;
  }

  private static ObjectNode withDefault(ObjectNode schema, String value) {
    return schema.put("default", value);
  }

  private static ArrayNode array(Collection<String> words) {
    ArrayNode array = JSON.arrayNode();
    words.forEach(array::add);
    return array;
  }

  private static void numbers(ObjectNode keys, Class<?> type) {
    Descriptor.of(type).parameters().forEach(p -> keys.set(p.name(), parameter(p)));
  }

  private static ObjectNode setting(Map<String, Descriptor> known) {
    return setting(known, false);
  }

  /** The three forms of {@link SettingReader}, with those of {@link Tune} where it can be. */
  private static ObjectNode setting(Map<String, Descriptor> known, boolean tunable) {
    ObjectNode schema = JSON.objectNode();
    ArrayNode forms = schema.putArray("anyOf");
    words(forms.addObject(), known.keySet());
    for (Descriptor descriptor : known.values()) {
      ObjectNode one = forms.addObject().put("description", descriptor.summary());
      ObjectNode values = JSON.objectNode();
      parameters(object(values), descriptor, tunable);
      values.set("type", array(List.of("object", "null")));
      boolean ranges = descriptor.parameters().stream().anyMatch(p -> !p.search().isEmpty());
      object(one).set(descriptor.name(), tunable && ranges ? orTune(values) : values);
      one.putArray("required").add(descriptor.name());
      ObjectNode flat = forms.addObject().put("description", descriptor.summary());
      ObjectNode keys = object(flat);
      keys.putObject("name").put("const", descriptor.name());
      parameters(keys, descriptor, tunable);
      flat.putArray("required").add("name");
    }
    return schema;
  }

  private static void parameters(ObjectNode keys, Descriptor descriptor, boolean tunable) {
    for (Parameter p : descriptor.parameters()) {
      boolean tuned = tunable && p.type() != Parameter.Type.COUNTS;
      keys.set(p.name(), tuned ? orTune(parameter(p)) : parameter(p));
    }
  }

  private static ObjectNode orTune(ObjectNode schema) {
    ObjectNode either = JSON.objectNode();
    either.putArray("anyOf").add(schema).addObject().put("$ref", "#/$defs/" + Tune.WORD);
    return either;
  }

  /** What is searched, in the declared range or in another one. */
  private static ObjectNode tune() {
    ObjectNode tune = JSON.objectNode();
    ArrayNode forms = tune.putArray("anyOf");
    forms.addObject().put("const", Tune.WORD);
    ObjectNode range = forms.addObject();
    object(range).set(Tune.WORD, list(JSON.objectNode().put("type", "number"), 2, 2));
    range.putArray("required").add(Tune.WORD);
    return tune;
  }

  private static ObjectNode parameter(Parameter p) {
    ObjectNode schema = JSON.objectNode().put("description", p.doc());
    JsonNode value = TrialJson.MAPPER.valueToTree(p.def());
    schema.set("default", value);
    switch (p.type()) {
      case REAL -> range(schema.put("type", "number"), p);
      case COUNT -> range(schema.put("type", "integer"), p);
      case COUNTS -> {
        schema.put("type", "array").put("minItems", 1);
        range(schema.putObject("items").put("type", "integer"), p);
      }
      case CHOICE -> words(schema, p.options());
    }
    return schema;
  }

  private static void range(ObjectNode schema, Parameter p) {
    schema.put(p.minExclusive() ? "exclusiveMinimum" : "minimum", p.min());
    schema.put(p.maxExclusive() ? "exclusiveMaximum" : "maximum", p.max());
  }
}
