package io.ridgeline.data;

import io.ridgeline.image.Image;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The boxes around what a flat mask shows. */
final class Components {
  private final byte[] labels;
  private final int width;
  private final boolean[] seen;

  private Components(byte[] labels, int width) {
    this.labels = labels;
    this.width = width;
    this.seen = new boolean[labels.length];
  }

  /**
   * A box around each piece of each class of the foreground; pixels that touch at an edge or a
   * corner (8 neighbours) are one piece. In the order of their first pixels, row by row.
   *
   * @param labels of pixels; the background is 0, and class k of the mask becomes label k − 1
   */
  static List<LabelledBox> of(byte[] labels, int width) {
    Components components = new Components(labels, width);
    List<LabelledBox> boxes = new ArrayList<>();
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] != 0 && !components.seen[i]) {
        boxes.add(new LabelledBox(components.fill(i).box(), labels[i] - 1));
      }
    }
    return boxes;
  }

  /** A box around the pixels of each value but 0, in the order of their first pixels. */
  static List<Box> ofValues(Image mask) {
    Map<Float, Extent> extents = new LinkedHashMap<>();
    for (int i = 0; i < mask.plane(); i++) {
      if (mask.values()[i] != 0) {
        extents
            .computeIfAbsent(mask.values()[i], value -> new Extent())
            .add(i % mask.width(), i / mask.width());
      }
    }
    return extents.values().stream().map(Extent::box).toList();
  }

  private Extent fill(int start) {
    Extent extent = new Extent();
    Deque<Integer> open = new ArrayDeque<>();
    open.push(start);
    seen[start] = true;
    while (!open.isEmpty()) {
      int at = open.pop();
      int x = at % width;
      int y = at / width;
      extent.add(x, y);
      for (int dy = -1; dy <= 1; dy++) {
        for (int dx = -1; dx <= 1; dx++) {
          int next = at + dy * width + dx;
          boolean across = x + dx >= 0 && x + dx < width;
          boolean down = next >= 0 && next < labels.length;
          if (across && down && !seen[next] && labels[next] == labels[start]) {
            seen[next] = true;
            open.push(next);
          }
        }
      }
    }
    return extent;
  }

  private static final class Extent {
    private int left = Integer.MAX_VALUE;
    private int top = Integer.MAX_VALUE;
    private int right;
    private int bottom;

    void add(int x, int y) {
      left = Math.min(left, x);
      top = Math.min(top, y);
      right = Math.max(right, x + 1);
      bottom = Math.max(bottom, y + 1);
    }

    Box box() {
      return new Box(left, top, right, bottom);
    }
  }
}
