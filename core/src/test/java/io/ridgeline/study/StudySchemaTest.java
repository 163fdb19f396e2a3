package io.ridgeline.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class StudySchemaTest {
  private final JsonNode schema = read();

  private static JsonNode read() {
    try {
      return new ObjectMapper().readTree(StudySchema.of(TestVocabulary.VOCABULARY));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private Set<String> keys(String pointer) {
    List<String> names = new ArrayList<>();
    schema.at(pointer).fieldNames().forEachRemaining(names::add);
    return new TreeSet<>(names);
  }

  @Test
  void schemaKnowsTheKeysThatTheReaderKnows() {
    assertEquals(new TreeSet<>(StudyFile.KEYS), keys("/properties"));
    assertEquals(new TreeSet<>(StudyFile.TRAINING_KEYS), keys("/properties/training/properties"));
    assertEquals(new TreeSet<>(DataReader.KEYS), keys("/properties/data/properties"));
    assertEquals(
        new TreeSet<>(Section.names(Numbers.Phantom.class)),
        keys("/properties/data/properties/phantom/properties"));
  }

  @Test
  void rangesAndDefaultsAreThoseOfTheDeclarations() {
    JsonNode rate = schema.at("/properties/training/properties/learningRate");
    assertEquals(0, rate.path("exclusiveMinimum").asDouble(-1));
    assertEquals(100, rate.path("maximum").asDouble());
    assertEquals(0.002, rate.path("default").asDouble());
    JsonNode methods = schema.at("/properties/arms/additionalProperties/items/anyOf");
    assertEquals("clip", methods.path(0).path("enum").path(0).asText());
    assertEquals(2 + 2 * TestVocabulary.VOCABULARY.methods().size(), methods.size());
    JsonNode lambda = methods.at("/1/properties/l1/properties/lambda");
    assertTrue(lambda.isMissingNode(), "a method may be tuned as a whole");
    lambda = methods.at("/1/properties/l1/anyOf/0/properties/lambda/anyOf/0");
    assertEquals(1, lambda.path("maximum").asDouble());
    assertEquals(1e-5, lambda.path("default").asDouble());
    assertTrue(StudySchema.of(TestVocabulary.VOCABULARY).endsWith("}\n"));
  }

  /** The committed schema is the one that oracles/study_schema.py tries on good and bad files. */
  @Test
  void schemaIsTheOneThatWasTriedWithAValidator() throws IOException {
    try (InputStream in = StudySchemaTest.class.getResourceAsStream("/study/schema.json")) {
      assertEquals(
          new String(in.readAllBytes(), StandardCharsets.UTF_8),
          StudySchema.of(TestVocabulary.VOCABULARY));
    }
  }
}
