package io.ridgeline.data;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ridgeline.DataException;
import io.ridgeline.image.Shown;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the images, categories and boxes of one COCO file. A box is {@code [x, y, width, height]}
 * in pixels; those of crowds are counted and left out.
 *
 * <p>Lin et al. 2014, Microsoft COCO: Common Objects in Context, ECCV.
 */
final class CocoFile {
  private static final ObjectMapper MAPPER =
      new ObjectMapper(
          JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());
  private static final List<String> SIDES = List.of("x", "y", "width", "height");

  /**
   * An image.
   *
   * @param height in pixels; −1 if the file does not say
   * @param width likewise
   */
  record Picture(String file, double height, double width, String place) {}

  /** A box, by the numbers of its image and its category. */
  record Drawn(String image, String category, double[] box, String place) {}

  private final Path file;
  private final Map<String, Picture> pictures = new LinkedHashMap<>();
  private final Map<String, String> categories = new LinkedHashMap<>();
  private final List<Drawn> drawn = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private final List<String> bad = new ArrayList<>();
  private int crowds;

  private CocoFile(Path file) {
    this.file = file;
  }

  /**
   * What stands in a file.
   *
   * @throws DataException with path, line and column, if it cannot be read
   */
  static CocoFile read(Path file) {
    CocoFile coco = new CocoFile(file);
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
        JsonParser json = MAPPER.createParser(in)) {
      coco.all(json);
    } catch (JsonProcessingException e) {
      throw new DataException(
          Shown.path(file)
              + ": "
              + at(e.getLocation())
              + "is no valid JSON: "
              + Shown.text(e.getOriginalMessage()),
          e);
    } catch (IOException e) {
      throw new DataException(Shown.path(file) + ": cannot be read: " + Shown.reason(e), e);
    }
    return coco;
  }

  /** Whether a file has annotations; true also if it is no valid JSON, to be refused when read. */
  static boolean fits(Path file) {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
        JsonParser json = MAPPER.createParser(in)) {
      boolean found = false;
      if (json.nextToken() == JsonToken.START_OBJECT) {
        while (!found && json.nextToken() == JsonToken.FIELD_NAME) {
          found = json.currentName().equals("annotations");
          json.nextToken();
          json.skipChildren();
        }
      }
      return found;
    } catch (IOException e) {
      return true;
    }
  }

  /** A place in words, for messages; empty if it is unknown. */
  static String at(@Nullable JsonLocation location) {
    return location == null || location.getLineNr() < 1
        ? ""
        : "line " + location.getLineNr() + ", column " + location.getColumnNr() + ": ";
  }

  /** Images by their numbers. */
  Map<String, Picture> pictures() {
    return pictures;
  }

  Categories categories() {
    return new Categories(categories);
  }

  /** The boxes, crowds left out. */
  List<Drawn> drawn() {
    return drawn;
  }

  /** What is wrong with images and categories. */
  List<String> problems() {
    return problems;
  }

  /** What is wrong with single boxes. */
  List<String> bad() {
    return bad;
  }

  /** How many boxes are around crowds. */
  int crowds() {
    return crowds;
  }

  private void all(JsonParser json) throws IOException {
    boolean any = false;
    if (json.nextToken() == JsonToken.START_OBJECT) {
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String key = json.currentName();
        json.nextToken();
        any |= key.equals("annotations");
        switch (key) {
          case "images" -> each(json, "image", this::picture);
          case "annotations" -> each(json, "annotation", this::annotation);
          case "categories" -> each(json, "category", this::category);
          default -> json.skipChildren();
        }
      }
      json.nextToken(); // refuses what follows, unless it is JSON too
    }
    if (!any) {
      throw new DataException(
          Shown.path(file)
              + ": has no list 'annotations'; a COCO file has images, categories and it");
    }
  }

  private void each(JsonParser json, String kind, BiConsumer<JsonNode, String> take)
      throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      problems.add(place(json.currentTokenLocation(), kind, "") + ": is no list");
      json.skipChildren();
      return;
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      JsonLocation at = json.currentTokenLocation();
      JsonNode node = MAPPER.readTree(json);
      String id = node.path("id").asText();
      if (node.isObject()) {
        take.accept(node, place(at, kind, id));
      } else {
        problems.add(place(at, kind, id) + ": is no object");
      }
    }
  }

  private String place(JsonLocation at, String kind, String id) {
    return Shown.path(file)
        + ": line "
        + at.getLineNr()
        + ", "
        + kind
        + (id.isEmpty() ? "" : " " + Shown.text(id));
  }

  private void picture(JsonNode node, String place) {
    String id = node.path("id").asText();
    String name = node.path("file_name").asText();
    if (id.isEmpty() || name.isEmpty()) {
      problems.add(place + ": has no " + (id.isEmpty() ? "id" : "file_name"));
      return;
    }
    Picture picture =
        new Picture(name, node.path("height").asDouble(-1), node.path("width").asDouble(-1), place);
    Picture first = pictures.putIfAbsent(id, picture);
    if (first != null) {
      problems.add(place + ": the id belongs to '" + Shown.text(first.file()) + "' already");
    }
  }

  private void category(JsonNode node, String place) {
    String id = node.path("id").asText();
    String name = node.path("name").asText();
    if (id.isEmpty() || name.isEmpty()) {
      problems.add(place + ": has no " + (id.isEmpty() ? "id" : "name"));
      return;
    }
    String first = categories.putIfAbsent(id, name);
    if (first != null) {
      problems.add(place + ": the id belongs to '" + Shown.text(first) + "' already");
    }
  }

  private void annotation(JsonNode node, String place) {
    if (node.path("iscrowd").asInt() != 0) {
      crowds++;
      return;
    }
    JsonNode box = node.path("bbox");
    if (!box.isArray() || box.size() != SIDES.size()) {
      bad.add(place + ": has no bbox of four numbers, [x, y, width, height]");
      return;
    }
    double[] sides = new double[SIDES.size()];
    for (int i = 0; i < sides.length; i++) {
      sides[i] = box.get(i).isNumber() ? box.get(i).asDouble() : Double.NaN;
      if (!Double.isFinite(sides[i])) {
        bad.add(
            place
                + ": the bbox's "
                + SIDES.get(i)
                + " is "
                + Shown.text(box.get(i).toString())
                + ", which is no number");
        return;
      }
    }
    drawn.add(
        new Drawn(node.path("image_id").asText(), node.path("category_id").asText(), sides, place));
  }
}
