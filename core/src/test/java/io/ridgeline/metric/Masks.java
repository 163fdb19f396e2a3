package io.ridgeline.metric;

import com.fasterxml.jackson.databind.JsonNode;
import io.ridgeline.Fixture;
import io.ridgeline.image.Spacing;

/** Masks as fixtures write them: one digit a voxel. */
final class Masks {
  private Masks() {}

  static Grid grid(JsonNode f) {
    double[] s = Fixture.doubles(f.get("spacing"));
    JsonNode n = f.get("shape");
    return new Grid(
        n.get(0).asInt(),
        n.get(1).asInt(),
        n.get(2).asInt(),
        Spacing.millimetres(s[0], s[1], s[2]));
  }

  static boolean[] marked(JsonNode digits, char mark) {
    return marked(digits.asText(), mark);
  }

  static boolean[] marked(String text, char mark) {
    boolean[] marked = new boolean[text.length()];
    for (int i = 0; i < marked.length; i++) {
      marked[i] = text.charAt(i) == mark;
    }
    return marked;
  }

  static byte[] labels(String text) {
    byte[] labels = new byte[text.length()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = (byte) (text.charAt(i) - '0');
    }
    return labels;
  }

  static SegmentationCase masks(JsonNode f) {
    Grid grid = grid(f);
    return new SegmentationCase(
        labels(f.get("truth").asText()),
        labels(f.get("predicted").asText()),
        grid.depth(),
        grid.height(),
        grid.width(),
        grid.spacing());
  }

  /** A flat case of single pixels, written row after row. */
  static SegmentationCase flat(int width, String truth, String predicted) {
    return new SegmentationCase(
        labels(truth), labels(predicted), 1, truth.length() / width, width, Spacing.PIXELS);
  }
}
