package io.ridgeline.data;

import io.ridgeline.DataException;
import io.ridgeline.image.ImageReader;
import io.ridgeline.image.Shown;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads one annotation file of Pascal VOC.
 *
 * <p>Of an object its name and its own box are read, not those of its parts, nor whether it is
 * difficult or truncated. Edges are taken as they stand, as borders between pixels. A document type
 * and entities are refused: no annotation needs them, and they can be made to fill the memory or to
 * read other files.
 *
 * <p>Everingham et al. 2010, The Pascal Visual Object Classes Challenge, Int. J. Computer Vision
 * 88(2).
 */
final class VocAnnotation {
  /** Deeper elements hold nothing that is read. */
  private static final int DEEPEST = 4;

  private static final String OBJECT = "annotation/object";
  private static final String BOX = OBJECT + "/bndbox";

  private final Path file;
  private final Deque<String> open = new ArrayDeque<>();
  private final StringBuilder text = new StringBuilder();
  private final Map<String, String> image = new HashMap<>();
  private final Map<String, String> object = new HashMap<>();
  private final List<StoredBox> boxes = new ArrayList<>();
  private final List<String> bad = new ArrayList<>();
  private int line;

  private VocAnnotation(Path file) {
    this.file = file;
  }

  /**
   * What stands in a file.
   *
   * @throws DataException with path and line, if it cannot be read
   */
  static VocAnnotation read(Path file) {
    VocAnnotation annotation = new VocAnnotation(file);
    byte[] bytes = ImageReader.bytes(file);
    try {
      XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
      factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
      factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
      XMLStreamReader xml = factory.createXMLStreamReader(new ByteArrayInputStream(bytes));
      while (xml.hasNext()) {
        annotation.event(xml.next(), xml);
      }
      xml.close();
    } catch (XMLStreamException e) {
      int at = e.getLocation() == null ? 0 : e.getLocation().getLineNumber();
      String reason =
          Shown.text(String.valueOf(e.getMessage()).replaceFirst("(?s).*Message: ", ""));
      throw new DataException(
          Shown.path(file) + (at > 0 ? ": line " + at : "") + ": is no valid XML: " + reason, e);
    }
    return annotation;
  }

  /** The image's name as the file gives it; empty if it gives none. */
  String imageName() {
    return image.getOrDefault("annotation/filename", "");
  }

  /** The boxes whose numbers could be read. */
  List<StoredBox> boxes() {
    return boxes;
  }

  /** What is wrong with the other boxes. */
  List<String> bad() {
    return bad;
  }

  /**
   * The image's width or height as the file gives it; empty if it gives none.
   *
   * @param side {@code width} or {@code height}
   */
  String size(String side) {
    return image.getOrDefault("annotation/size/" + side, "");
  }

  private void event(int event, XMLStreamReader xml) {
    int at = xml.getLocation().getLineNumber();
    switch (event) {
      case XMLStreamConstants.START_ELEMENT -> begin(xml.getLocalName(), at);
      case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(xml.getText());
      case XMLStreamConstants.END_ELEMENT -> end();
      case XMLStreamConstants.DTD ->
          throw new DataException(place(at) + ": has a DOCTYPE; delete it, annotations need none");
      case XMLStreamConstants.ENTITY_REFERENCE ->
          throw new DataException(place(at) + ": has an entity; write the text itself");
      default -> {}
    }
  }

  private void begin(String name, int at) {
    if (open.isEmpty() && !name.equals("annotation")) {
      throw new DataException(
          place(at)
              + ": is no Pascal VOC annotation: it begins with <"
              + Shown.text(name)
              + ">, not <annotation>");
    }
    open.addLast(name);
    text.setLength(0);
    String path = path();
    if (path.equals(OBJECT)) {
      object.clear();
      line = at;
    } else if (path.equals(BOX)) {
      line = at;
    }
  }

  private void end() {
    String path = path();
    String value = text.toString().strip();
    text.setLength(0);
    open.removeLast();
    if (path.equals(OBJECT)) {
      object();
    } else if (path.equals(OBJECT + "/name") || path.startsWith(BOX + "/")) {
      if (object.put(path, value) != null) {
        object.put("twice", path.substring(path.lastIndexOf('/') + 1));
      }
    } else if (path.equals("annotation/filename") || path.startsWith("annotation/size/")) {
      image.put(path, value);
    }
  }

  /** The names of the open elements; empty where they are too deep to matter. */
  private String path() {
    return open.size() > DEEPEST ? "" : String.join("/", open);
  }

  private void object() {
    String place = place(line);
    String name = object.getOrDefault(OBJECT + "/name", "");
    String twice = object.get("twice");
    if (name.isEmpty() || twice != null) {
      bad.add(
          place + (twice == null ? ": the object has no name" : ": " + twice + " stands twice"));
      return;
    }
    try {
      boxes.add(new StoredBox(name, edge("xmin"), edge("ymin"), edge("xmax"), edge("ymax"), place));
    } catch (DataException e) {
      bad.add(String.valueOf(e.getMessage()));
    }
  }

  private double edge(String name) {
    return StoredBox.number(name, object.getOrDefault(BOX + "/" + name, ""), place(line));
  }

  private String place(int at) {
    return Shown.path(file) + ": line " + at;
  }
}
