package io.ridgeline.report.svg;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The colours of a report, as CSS custom properties for the page and resolved for lone figures.
 *
 * <p>Blue, vermilion and green keep apart under the common colour-vision deficiencies; every figure
 * also tells its marks apart by dash, shape or label.
 */
public final class Theme {
  private static final Map<String, String> LIGHT =
      colours(
          "paper", "#ffffff", "ink", "#1d2329", "muted", "#59636e", "rule", "#cfd6dd", "grid",
          "#e8ecef", "wash", "#f4f6f8", "blue", "#0b62a4", "orange", "#b84a00", "green", "#00705a",
          "grey", "#6b7580", "warn", "#fff3dc");
  private static final Map<String, String> DARK =
      colours(
          "paper", "#14181c", "ink", "#e4e8ec", "muted", "#9ba6b1", "rule", "#3a434c", "grid",
          "#272e35", "wash", "#1c2228", "blue", "#62b1f0", "orange", "#f0945a", "green", "#4cc2a5",
          "grey", "#96a1ac", "warn", "#3b2f14");

  private Theme() {}

  /** The custom properties: light everywhere, dark on screens that ask for it. */
  public static String properties() {
    return ":root{"
        + declarations(LIGHT)
        + "}\n@media screen and (prefers-color-scheme:dark){:root{"
        + declarations(DARK)
        + "}}\n";
  }

  /** The style sheet that every figure shares, in custom properties. */
  public static String figures() {
    try (InputStream in = Theme.class.getResourceAsStream("figure.css")) {
      if (in == null) {
        throw new IllegalStateException("figure.css is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@link #figures} with the light colours in place of the custom properties. */
  static String resolved() {
    String css = figures();
    for (Map.Entry<String, String> colour : LIGHT.entrySet()) {
      css = css.replace("var(--" + colour.getKey() + ")", colour.getValue());
    }
    return css;
  }

  private static Map<String, String> colours(String... pairs) {
    Map<String, String> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(pairs[i], pairs[i + 1]);
    }
    return map;
  }

  private static String declarations(Map<String, String> colours) {
    return colours.entrySet().stream()
        .map(c -> "--" + c.getKey() + ":" + c.getValue())
        .collect(Collectors.joining(";"));
  }
}
