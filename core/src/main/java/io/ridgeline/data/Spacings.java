package io.ridgeline.data;

import io.ridgeline.image.Spacing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The range of distances between pixels in a cohort, over the images that state them in mm.
 *
 * @param images that do
 * @param low {depth, height, width}, the smallest of each; of no meaning without images
 * @param high the largest of each
 */
public record Spacings(int images, List<Double> low, List<Double> high) {
  /** Copies the lists. */
  public Spacings {
    low = List.copyOf(low);
    high = List.copyOf(high);
  }

  static Spacings of(Cohort cohort) {
    double[] low = {Double.MAX_VALUE, Double.MAX_VALUE, Double.MAX_VALUE};
    double[] high = new double[low.length];
    int images = 0;
    for (Example example : cohort.examples()) {
      Spacing s = example.image().spacing();
      if (s.unit().equals("mm")) {
        images++;
        double[] axes = {s.depth(), s.height(), s.width()};
        for (int a = 0; a < axes.length; a++) {
          low[a] = Math.min(low[a], axes[a]);
          high[a] = Math.max(high[a], axes[a]);
        }
      }
    }
    return images == 0
        ? new Spacings(0, List.of(), List.of())
        : new Spacings(images, List.of(low[0], low[1], low[2]), List.of(high[0], high[1], high[2]));
  }

  /** In words; none if no image states its spacing. */
  Optional<String> line() {
    List<String> axes = new ArrayList<>();
    for (int a = 0; a < low.size(); a++) {
      String least = text(low.get(a));
      String most = text(high.get(a));
      axes.add(least.equals(most) ? least : least + "-" + most);
    }
    return axes.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "spacing (depth x height x width, of "
                + images
                + " images): "
                + String.join(" x ", axes)
                + " mm");
  }

  private static String text(double mm) {
    return String.format(Locale.ROOT, "%.4g", mm);
  }
}
