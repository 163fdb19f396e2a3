package io.ridgeline.data;

import io.ridgeline.image.Shown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the masks of a cohort hold.
 *
 * @param images by class of the foreground, how many images show it
 * @param shares by class of the foreground and stratum, and over {@code all}, its share of the
 *     pixels
 * @param empty by stratum, how many images have no foreground
 */
public record MaskAudit(
    Map<String, Integer> images,
    Map<String, Map<String, Double>> shares,
    Map<String, Integer> empty) {

  static MaskAudit of(Cohort cohort) {
    int classes = cohort.classes().size();
    int strata = cohort.strata().size();
    int[] images = new int[classes];
    int[] empty = new int[strata];
    long[][] pixels = new long[classes][strata + 1];
    for (int i = 0; i < cohort.size(); i++) {
      long[] counts = new long[classes];
      if (cohort.examples().get(i).target() instanceof Mask mask) {
        for (byte label : mask.labels()) {
          counts[label]++;
        }
        empty[mask.stratum()] += counts[0] == mask.labels().length ? 1 : 0;
      }
      for (int c = 0; c < classes; c++) {
        images[c] += counts[c] > 0 ? 1 : 0;
        pixels[c][cohort.stratum(i)] += counts[c];
        pixels[c][strata] += counts[c];
      }
    }
    Map<String, Integer> shown = new LinkedHashMap<>();
    Map<String, Map<String, Double>> shares = new LinkedHashMap<>();
    for (int c = 1; c < classes; c++) {
      Map<String, Double> byStratum = new LinkedHashMap<>();
      for (int s = strata == 1 ? 1 : 0; s <= strata; s++) {
        long total = 0;
        for (long[] counts : pixels) {
          total += counts[s];
        }
        String name = s < strata ? cohort.strata().get(s) : "all";
        byStratum.put(name, total == 0 ? 0 : (double) pixels[c][s] / total);
      }
      shown.put(cohort.classes().get(c), images[c]);
      shares.put(cohort.classes().get(c), byStratum);
    }
    Map<String, Integer> none = new LinkedHashMap<>();
    for (int s = 0; s < strata; s++) {
      none.put(cohort.strata().get(s), empty[s]);
    }
    return new MaskAudit(shown, shares, none);
  }

  /** In plain words, one finding a line. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    shares.forEach(
        (name, byStratum) -> {
          List<String> words = new ArrayList<>();
          byStratum.forEach(
              (stratum, share) ->
                  words.add(
                      Shown.text(stratum) + String.format(Locale.ROOT, " %.2f %%", 100 * share)));
          lines.add(
              Shown.text(name)
                  + ": in "
                  + images.get(name)
                  + " images; of all pixels: "
                  + String.join(", ", words));
        });
    int total = empty.values().stream().mapToInt(Integer::intValue).sum();
    List<String> words = new ArrayList<>();
    empty.forEach((stratum, n) -> words.add(Shown.text(stratum) + " " + n));
    lines.add("empty masks: " + total + (total == 0 ? "" : " (" + String.join(", ", words) + ")"));
    return lines;
  }
}
