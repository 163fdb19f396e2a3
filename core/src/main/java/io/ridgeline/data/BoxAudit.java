package io.ridgeline.data;

import io.ridgeline.image.Shown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the boxes of a cohort hold.
 *
 * @param objects by class, how many boxes there are
 * @param images by class, how many images show it
 * @param sides by class, how large its objects are; of a class without objects there is none
 * @param without how many images have no objects
 * @param crowding how many objects an image has
 * @param twins pairs of boxes of one class in one image that are equal or overlap by more than
 *     0.95: one object, boxed twice?
 */
public record BoxAudit(
    Map<String, Integer> objects,
    Map<String, Integer> images,
    Map<String, Range> sides,
    int without,
    Range crowding,
    int twins) {
  private static final double TWINS = 0.95;

  /**
   * Quantiles, linear between neighbours: of √area in pixels, or of a number of objects.
   *
   * @param low the 10th percentile
   * @param median the 50th
   * @param high the 90th
   */
  public record Range(double low, double median, double high) {
    static Range of(List<Double> values) {
      double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
      return new Range(quantile(sorted, 0.1), quantile(sorted, 0.5), quantile(sorted, 0.9));
    }

    private static double quantile(double[] sorted, double share) {
      double at = share * (sorted.length - 1);
      int below = (int) at;
      int above = Math.min(below + 1, sorted.length - 1);
      return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }

    private String words() {
      return String.format(
          Locale.ROOT, "median %.1f, 10 to 90 %% of them %.1f-%.1f", median, low, high);
    }
  }

  static BoxAudit of(Cohort cohort) {
    int classes = cohort.classes().size();
    int[] images = new int[classes];
    List<List<Double>> sides = new ArrayList<>();
    for (int c = 0; c < classes; c++) {
      sides.add(new ArrayList<>());
    }
    List<Double> counts = new ArrayList<>();
    int without = 0;
    int twins = 0;
    for (Example example : cohort.examples()) {
      List<LabelledBox> own = example.target() instanceof Boxes b ? b.objects() : List.of();
      boolean[] shown = new boolean[classes];
      for (LabelledBox object : own) {
        sides.get(object.label()).add(Math.sqrt(object.box().area()));
        images[object.label()] += shown[object.label()] ? 0 : 1;
        shown[object.label()] = true;
      }
      counts.add((double) own.size());
      without += own.isEmpty() ? 1 : 0;
      twins += twins(own);
    }
    Map<String, Integer> objects = new LinkedHashMap<>();
    Map<String, Integer> showing = new LinkedHashMap<>();
    Map<String, Range> ranges = new LinkedHashMap<>();
    for (int c = 0; c < classes; c++) {
      String name = cohort.classes().get(c);
      objects.put(name, sides.get(c).size());
      showing.put(name, images[c]);
      if (!sides.get(c).isEmpty()) {
        ranges.put(name, Range.of(sides.get(c)));
      }
    }
    return new BoxAudit(objects, showing, ranges, without, Range.of(counts), twins);
  }

  private static int twins(List<LabelledBox> own) {
    int twins = 0;
    for (int i = 0; i < own.size(); i++) {
      for (int k = 0; k < i; k++) {
        boolean same = own.get(i).label() == own.get(k).label();
        twins += same && own.get(i).box().overlap(own.get(k).box()) > TWINS ? 1 : 0;
      }
    }
    return twins;
  }

  /** In plain words, one finding a line. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    objects.forEach(
        (name, n) -> {
          Range side = sides.get(name);
          lines.add(
              Shown.text(name)
                  + ": "
                  + n
                  + " objects in "
                  + images.get(name)
                  + " images"
                  + (side == null ? "" : "; side (root of the area) in pixels: " + side.words()));
        });
    lines.add("objects an image: " + crowding.words());
    lines.add("images without objects: " + without);
    lines.add(
        "boxes that all but coincide with another of their class: "
            + (twins == 0 ? "none" : twins + " pairs"));
    return lines;
  }
}
