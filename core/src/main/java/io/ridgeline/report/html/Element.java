package io.ridgeline.report.html;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An element of HTML or SVG: a name, attributes, and children that are elements or text.
 *
 * <p>Text and attribute values are escaped when written, so nothing that a report shows can become
 * markup. Event handlers, inline styles and addresses that leave the page's own folder are refused,
 * so nothing in a report can run or be fetched.
 */
public final class Element {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9:-]*");
  private static final Pattern LOCAL = Pattern.compile("#[\\w.-]+|[\\w-][\\w./-]*");
  private static final Set<String> VOID = Set.of("br", "col", "input", "meta");
  private static final Set<String> RAW = Set.of("script", "style");

  private final String name;
  private final Map<String, String> attributes = new LinkedHashMap<>();
  private final List<Object> children = new ArrayList<>();

  private Element(String name) {
    this.name = name;
  }

  /**
   * An element with children, each an element, a list of children, or anything else as its text.
   *
   * @throws IllegalArgumentException if {@code name} is not a plain name
   */
  public static Element of(String name, Object... children) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("not an element name: " + name);
    }
    return new Element(name).add(children);
  }

  /**
   * Adds or replaces an attribute.
   *
   * @return this
   * @throws IllegalArgumentException if the attribute could run, style or fetch something
   */
  public Element set(String attribute, Object value) {
    String text = value.toString();
    if (!NAME.matcher(attribute).matches()
        || attribute.startsWith("on")
        || attribute.equals("style")) {
      throw new IllegalArgumentException("not an attribute for a report: " + attribute);
    }
    if ((attribute.equals("href") || attribute.equals("src")) && !LOCAL.matcher(text).matches()) {
      throw new IllegalArgumentException("not an address inside the report: " + text);
    }
    attributes.put(attribute, text);
    return this;
  }

  /**
   * Makes this element show a picture, which the page itself holds.
   *
   * @param png the bytes of a PNG file
   * @return this
   */
  public Element png(byte[] png) {
    attributes.put("href", "data:image/png;base64," + Base64.getEncoder().encodeToString(png));
    return this;
  }

  /**
   * Adds children as {@link #of}.
   *
   * @return this
   */
  public Element add(Object... more) {
    for (Object child : more) {
      if (child instanceof List<?> list) {
        list.forEach(this::add);
      } else {
        children.add(child instanceof Element ? child : child.toString());
      }
    }
    return this;
  }

  /** The markup, valid as HTML and, where it is SVG, as XML. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    write(out);
    return out.toString();
  }

  private void write(StringBuilder out) {
    out.append('<').append(name);
    attributes.forEach(
        (key, value) -> {
          out.append(' ').append(key).append("=\"");
          escape(value, out);
          out.append('"');
        });
    out.append('>');
    if (VOID.contains(name)) {
      return;
    }
    for (Object child : children) {
      if (child instanceof Element element) {
        element.write(out);
      } else if (RAW.contains(name)) {
        out.append(raw(child.toString()));
      } else {
        escape(child.toString(), out);
      }
    }
    out.append("</").append(name).append('>');
  }

  /**
   * Style sheets and scripts are ours; their text is not decoded by browsers, so it must be whole.
   */
  private static String raw(String text) {
    if (text.contains("</") || text.contains("<!--")) {
      throw new IllegalArgumentException("a style sheet or script that would end its element");
    }
    return text;
  }

  private static void escape(String text, StringBuilder out) {
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.appendCodePoint(allowed(c) ? c : 0xFFFD);
              }
            });
  }

  /** The characters that XML 1.0 can hold, less the invisible ones that reorder a line. */
  private static boolean allowed(int c) {
    boolean text = c == '\n' || c == '\t' || within(c, 0x20, 0x7E) || within(c, 0xA0, 0xD7FF);
    boolean beyond = within(c, 0xE000, 0xFFFD) || c >= 0x10000;
    boolean reorders = within(c, 0x202A, 0x202E) || within(c, 0x2066, 0x2069);
    return (text || beyond) && !reorders;
  }

  private static boolean within(int c, int first, int last) {
    return c >= first && c <= last;
  }
}
