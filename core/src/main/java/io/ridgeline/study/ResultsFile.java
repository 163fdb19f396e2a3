package io.ridgeline.study;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.ridgeline.StoreException;
import io.ridgeline.statistics.Verdict;
import io.ridgeline.trial.TrialJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * {@code results.json}, the interface for other programs: what {@link StudyResults} holds, with an
 * arm's name and methods among its own fields, verdicts in words, and null for what is undefined.
 */
public final class ResultsFile {
  /** Its name in a study folder. */
  public static final String NAME = "results.json";

  static final ObjectMapper MAPPER =
      TrialJson.MAPPER
          .copy()
          .disable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .addMixIn(Verdict.class, InWords.class)
          .registerModule(
              new SimpleModule()
                  .addSerializer(double.class, new DoubleOrNull())
                  .addSerializer(Double.class, new DoubleOrNull())
                  .addDeserializer(double.class, new NullIsNan())
                  .addDeserializer(Double.class, new NullIsNan()));

  private ResultsFile() {}

  /**
   * Writes {@code results.json} into a study folder, in one step; equal results give equal bytes.
   *
   * @throws StoreException if the disk fails
   */
  public static void write(Path folder, StudyResults results) {
    new Disk().replace(folder.resolve(NAME), json(results).getBytes(StandardCharsets.UTF_8));
  }

  /** The text of {@code results.json}. */
  public static String json(StudyResults results) {
    ObjectNode tree = MAPPER.valueToTree(results);
    for (JsonNode arm : tree.withArray("arms")) {
      ObjectNode fields = (ObjectNode) arm;
      ObjectNode rest = fields.deepCopy();
      JsonNode recipe = rest.remove("arm");
      fields.removeAll();
      fields.setAll((ObjectNode) recipe);
      fields.setAll(rest);
    }
    return pretty(tree);
  }

  /** A record as JSON, with verdicts in words and null for what is undefined. */
  static String text(Record value) {
    return pretty(MAPPER.valueToTree(value));
  }

  /** Indented JSON with a newline at its end, the same on every platform. */
  static String pretty(JsonNode tree) {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    try {
      return MAPPER
              .writer(new DefaultPrettyPrinter().withObjectIndenter(lines))
              .writeValueAsString(tree)
          + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws StoreException if it is missing or not that
   */
  public static StudyResults read(Path folder) {
    Path file = folder.resolve(NAME);
    try {
      ObjectNode tree = (ObjectNode) MAPPER.readTree(Files.readAllBytes(file));
      for (JsonNode arm : tree.path("arms")) {
        ObjectNode fields = (ObjectNode) arm;
        ObjectNode recipe = fields.objectNode();
        recipe.set("name", fields.remove("name"));
        recipe.set("methods", fields.remove("methods"));
        fields.set("arm", recipe);
      }
      return MAPPER.treeToValue(tree, StudyResults.class);
    } catch (JsonProcessingException | ClassCastException e) {
      throw new StoreException(
          StoreException.Reason.INTEGRITY,
          file,
          "is not what this version writes; 'ridgeline report' on its folder writes it again",
          e);
    } catch (IOException e) {
      throw Disk.failure(file, "cannot be read", 0, e);
    }
  }

  private interface InWords {
    @JsonValue
    String words();
  }

  private static final class DoubleOrNull extends StdSerializer<Double> {
    DoubleOrNull() {
      super(Double.class);
    }

    @Override
    public void serialize(Double value, JsonGenerator out, SerializerProvider context)
        throws IOException {
      if (Double.isFinite(value)) {
        out.writeNumber(value);
      } else {
        out.writeNull();
      }
    }
  }

  private static final class NullIsNan extends StdDeserializer<Double> {
    NullIsNan() {
      super(Double.class);
    }

    @Override
    public Double deserialize(JsonParser in, DeserializationContext context) throws IOException {
      return in.getDoubleValue();
    }

    @Override
    public Double getNullValue(DeserializationContext context) {
      return Double.NaN;
    }
  }
}
