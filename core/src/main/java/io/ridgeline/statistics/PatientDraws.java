package io.ridgeline.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Bootstrap draws of whole patients (or other groups), with replacement.
 *
 * <p>They are drawn within strata, as many of each as there are; a patient's stratum is the rarest
 * class among the patient's images. A draw that still lost a class is drawn again, so what is
 * defined on the test set is defined on every draw. A class of a single patient therefore adds
 * nothing to the variance. Where images have no class of their own, their strata take its place.
 */
final class PatientDraws {
  private final int[] labels;
  private final Collection<List<int[]>> strata;
  private final int patients;
  private final long classes;
  private final SplittableRandom random;

  PatientDraws(int[] labels, List<String> groups, long seed) {
    this.labels = labels;
    this.random = new SplittableRandom(seed);
    Map<String, List<Integer>> members = new LinkedHashMap<>();
    for (int i = 0; i < labels.length; i++) {
      members.computeIfAbsent(groups.get(i), g -> new ArrayList<>()).add(i);
    }
    int[] frequency = new int[Arrays.stream(labels).max().orElse(0) + 1];
    for (List<Integer> images : members.values()) {
      images.stream().mapToInt(i -> labels[i]).distinct().forEach(k -> frequency[k]++);
    }
    Comparator<Integer> rarest = Comparator.comparing((Integer k) -> frequency[k]);
    Map<Integer, List<int[]>> byClass = new TreeMap<>();
    for (List<Integer> images : members.values()) {
      int stratum =
          images.stream()
              .map(i -> labels[i])
              .min(rarest.thenComparing(Comparator.naturalOrder()))
              .orElseThrow();
      byClass
          .computeIfAbsent(stratum, k -> new ArrayList<>())
          .add(images.stream().mapToInt(i -> i).toArray());
    }
    strata = byClass.values();
    patients = members.size();
    classes = Arrays.stream(labels).distinct().count();
  }

  /** The number of patients. */
  int patients() {
    return patients;
  }

  /** Counts of one: the test set itself. */
  int[] all() {
    int[] counts = new int[labels.length];
    Arrays.fill(counts, 1);
    return counts;
  }

  /**
   * Counts without one patient, {@code [stratum][patient][image]}. A stratum of one patient is left
   * out: no draw varies it.
   */
  int[][][] leaveOut() {
    return strata.stream()
        .filter(stratum -> stratum.size() > 1)
        .map(stratum -> stratum.stream().map(this::without).toArray(int[][]::new))
        .toArray(int[][][]::new);
  }

  private int[] without(int[] patient) {
    int[] counts = all();
    for (int i : patient) {
      counts[i] = 0;
    }
    return counts;
  }

  /** How often each image is in the next draw. */
  int[] next() {
    int[] counts = new int[labels.length];
    for (List<int[]> stratum : strata) {
      for (int drawn = 0; drawn < stratum.size(); drawn++) {
        for (int i : stratum.get(random.nextInt(stratum.size()))) {
          counts[i]++;
        }
      }
    }
    long present =
        IntStream.range(0, counts.length)
            .filter(i -> counts[i] > 0)
            .map(i -> labels[i])
            .distinct()
            .count();
    return present == classes ? counts : next();
  }
}
