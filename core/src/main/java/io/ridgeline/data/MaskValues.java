package io.ridgeline.data;

import io.ridgeline.DataException;
import io.ridgeline.data.DataSpec.Masks;
import io.ridgeline.image.Image;
import io.ridgeline.image.Shown;
import io.ridgeline.image.Spacing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the masks of a data set hold. A stored value becomes a code as it is read, and the codes
 * become classes once all masks were seen; one byte a pixel all the while.
 */
final class MaskValues {
  /** Most different values that are told apart; the code above them stands for all others. */
  private static final int MOST = 255;

  /** A label that names no more than this many classes fits a byte without sign. */
  private static final int MOST_CLASSES = 127;

  private static final double SPACING_TOLERANCE = 1e-3;

  private static final class Seen {
    final String text;
    final String first;
    long pixels;
    int masks;

    Seen(String text, String first) {
      this.text = text;
      this.first = first;
    }
  }

  private final Masks kind;
  private final Map<Float, Integer> codes = new LinkedHashMap<>();
  private final List<Seen> seen = new ArrayList<>();

  MaskValues(Masks kind) {
    this.kind = kind;
    // The background is code 0, whether or not it occurs.
    codes.put(0f, 0);
    seen.add(new Seen("0", ""));
  }

  /** What the values mean. */
  Masks kind() {
    return kind;
  }

  /**
   * The codes of an image's masks, merged: a pixel is background where all of them say so.
   *
   * @param image that they belong to
   * @param masks each with what it is called in messages
   * @throws DataException if one does not fit the image, or two contradict each other
   */
  byte[] codes(Image image, Map<String, Image> masks) {
    byte[] merged = new byte[image.plane()];
    masks.forEach(
        (name, mask) -> {
          requireFit(name, mask, image);
          byte[] one = codes(name, mask);
          for (int i = 0; i < one.length; i++) {
            if (one[i] != 0 && merged[i] != 0 && one[i] != merged[i]) {
              throw new DataException(
                  name
                      + ": "
                      + place(mask, i)
                      + " is "
                      + text(one[i])
                      + " here and "
                      + text(merged[i])
                      + " in another mask of the same image");
            }
            merged[i] = one[i] != 0 ? one[i] : merged[i];
          }
        });
    return merged;
  }

  private static void requireFit(String name, Image mask, Image image) {
    if (!mask.size().equals(image.size())) {
      boolean flat = mask.depth() == 1 && image.depth() > 1;
      throw new DataException(
          name
              + ": the mask has the size "
              + mask.size()
              + ", its image "
              + image.size()
              + (flat ? "; a volume needs a mask of every slice" : ""));
    }
    Spacing m = mask.spacing();
    Spacing i = image.spacing();
    boolean known = m.unit().equals("mm") && i.unit().equals("mm");
    boolean same =
        same(m.depth(), i.depth()) && same(m.height(), i.height()) && same(m.width(), i.width());
    if (known && !same) {
      throw new DataException(name + ": the mask has the spacing " + m + ", its image " + i);
    }
    int plane = mask.plane();
    for (int c = 1; c < mask.channels(); c++) {
      for (int k = 0; k < plane; k++) {
        if (mask.values()[c * plane + k] != mask.values()[k]) {
          throw new DataException(
              name
                  + ": "
                  + place(mask, k)
                  + " is coloured; a mask holds one number a pixel: save it as grey, or its classes"
                  + " as masks of their own");
        }
      }
    }
  }

  private static boolean same(double a, double b) {
    return Math.abs(a - b) <= SPACING_TOLERANCE * b;
  }

  private byte[] codes(String name, Image mask) {
    byte[] out = new byte[mask.plane()];
    long[] counts = new long[MOST + 1];
    float last = 0;
    int code = 0;
    for (int i = 0; i < out.length; i++) {
      float value = mask.values()[i] + 0f; // −0 is 0
      if (value != last) {
        last = value;
        code = code(value, name, mask, i);
      }
      out[i] = (byte) code;
      counts[code]++;
    }
    for (int k = 0; k < seen.size(); k++) {
      seen.get(k).pixels += counts[k];
      seen.get(k).masks += counts[k] > 0 ? 1 : 0;
    }
    return out;
  }

  private int code(float value, String name, Image mask, int at) {
    boolean object = kind == Masks.INSTANCES && value != 0 && !Float.isNaN(value);
    Integer known = codes.get(object ? 1f : value);
    if (known != null) {
      return known;
    }
    int code = Math.min(codes.size(), MOST);
    if (code < MOST) {
      codes.put(object ? 1f : value, code);
    }
    if (code == seen.size()) {
      String text = value == Math.rint(value) ? Long.toString((long) value) : Float.toString(value);
      seen.add(new Seen(text, name + ": " + place(mask, at)));
    }
    return code;
  }

  private String text(byte code) {
    return seen.get(code & 0xFF).text;
  }

  private static String place(Image mask, int at) {
    int plane = mask.height() * mask.width();
    return (mask.depth() > 1 ? "slice " + (at / plane + 1) + ", " : "")
        + "row "
        + (at / mask.width() % mask.height() + 1)
        + ", column "
        + (at % mask.width() + 1);
  }

  /**
   * The classes, and for each code the class it stands for.
   *
   * @param names in their order, the background first
   * @param of each code its index among the names
   */
  record Classes(List<String> names, byte[] of) {}

  /**
   * What the codes stand for.
   *
   * @param mapping stored value to class name, the background first; empty: as the kind says
   * @param problems takes what is wrong with the values
   */
  Classes classes(Map<String, String> mapping, List<String> problems) {
    if (seen.stream().skip(1).allMatch(s -> s.pixels == 0)) {
      problems.add("every mask is empty: no pixel differs from 0");
    }
    return kind == Masks.LABELS ? labels(mapping, problems) : foreground(mapping, problems);
  }

  private Classes foreground(Map<String, String> mapping, List<String> problems) {
    List<String> names =
        mapping.isEmpty() ? List.of("background", "foreground") : List.copyOf(mapping.values());
    if (seen.size() > 2) {
      List<String> others = seen.stream().skip(1).limit(6).map(s -> s.text).toList();
      problems.add(
          seen.get(2).first
              + ": masks of two classes hold 0 and one other value, and these hold "
              + String.join(", ", others)
              + (seen.size() > 7 ? " ..." : "")
              + "; name the classes (classes: {0: background, 1: ...}), say masks: instances if"
              + " every object has its own number, or save the masks without smoothing");
    }
    byte[] of = new byte[MOST + 1];
    Arrays.fill(of, (byte) 1);
    of[0] = 0;
    return new Classes(names, of);
  }

  private Classes labels(Map<String, String> mapping, List<String> problems) {
    Map<String, String> known = mapping.isEmpty() ? asFound() : mapping;
    List<String> names = known.values().stream().distinct().toList();
    if (names.size() > MOST_CLASSES) {
      problems.add(names.size() + " classes in the masks; " + MOST_CLASSES + " are the most");
    }
    byte[] of = new byte[MOST + 1];
    for (int code = 0; code < seen.size(); code++) {
      Seen s = seen.get(code);
      String name = known.get(s.text);
      if (name != null) {
        of[code] = (byte) names.indexOf(name);
      } else if (s.pixels > 0) {
        problems.add(
            (s.first.isEmpty() ? "" : s.first + ": ")
                + (code == MOST ? "a further value, " : "the value ")
                + s.text
                + " is no class; "
                + s.pixels
                + " pixels in "
                + s.masks
                + " masks hold it; known: "
                + Shown.text(String.join(", ", known.keySet())));
      }
    }
    return new Classes(names, of);
  }

  private Map<String, String> asFound() {
    Map<String, String> found = new LinkedHashMap<>();
    codes.entrySet().stream()
        .sorted(
            Comparator.comparing((Map.Entry<Float, Integer> e) -> e.getKey() != 0)
                .thenComparing(Map.Entry::getKey))
        .map(e -> seen.get(e.getValue()).text)
        .forEach(text -> found.put(text, text));
    return found;
  }
}
