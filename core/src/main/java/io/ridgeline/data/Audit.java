package io.ridgeline.data;

import io.ridgeline.DataException;
import io.ridgeline.image.Image;
import io.ridgeline.image.Shown;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.IntSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is in a cohort, and what would make its results untrue: the same image or patient on both
 * sides of a split, and one image with two labels.
 *
 * @param name of the cohort
 * @param counts images by part (or {@code all}) and class, in their orders
 * @param groups number of groups; equals the number of images if none are known
 * @param largestGroup images in the largest group
 * @param groupsAcross groups with images in more than one part
 * @param duplicates sets of identical images
 * @param sizes images by {@code height x width x channels}, of volumes with the depth before them
 * @param spacings the smallest and the largest distance between pixels on each axis
 * @param masks what the masks hold; null where there are none
 * @param boxes what the boxes hold; null where there are none
 * @param left what was left out when reading, and why
 */
public record Audit(
    String name,
    Map<String, Map<String, Integer>> counts,
    int groups,
    int largestGroup,
    List<String> groupsAcross,
    List<Duplicates> duplicates,
    Map<String, Integer> sizes,
    Spacings spacings,
    @Nullable MaskAudit masks,
    @Nullable BoxAudit boxes,
    List<String> left) {
  private static final int MOST_SIZES = 12;

  /**
   * Images with the same decoded pixels, whatever their files.
   *
   * @param examples indexes into the cohort, ascending
   * @param ids of the examples
   * @param labels the class name of each
   * @param across whether they stand in more than one part of a split
   * @param contradictory whether the same pixels carry different classes, masks or boxes: at least
   *     one is wrong
   */
  public record Duplicates(
      List<Integer> examples,
      List<String> ids,
      List<String> labels,
      boolean across,
      boolean contradictory) {
    /** The images in words: {@code train/115 (0) = test/76 (1)}. */
    public String words() {
      List<String> words = new ArrayList<>();
      for (int i = 0; i < ids.size(); i++) {
        words.add(Shown.text(ids.get(i) + " (" + labels.get(i) + ")"));
      }
      return String.join(" = ", words);
    }
  }

  /** The audit of a cohort with the official parts of its source, if it has any. */
  public static Audit of(Cohort cohort) {
    return of(cohort, List.of());
  }

  /** The audit of a cohort under the splits that a study will use. */
  public static Audit of(Cohort cohort, List<Split> splits) {
    List<String[]> divisions = divisions(cohort, splits);
    Map<String, List<Integer>> byGroup = new LinkedHashMap<>();
    Map<String, List<Integer>> byPixels = new LinkedHashMap<>();
    Map<String, Integer> sizes = new TreeMap<>();
    for (int i = 0; i < cohort.size(); i++) {
      Example example = cohort.examples().get(i);
      Image image = example.image();
      byGroup.computeIfAbsent(example.group(), g -> new ArrayList<>()).add(i);
      byPixels.computeIfAbsent(pixelHash(image), h -> new ArrayList<>()).add(i);
      sizes.merge(image.size() + "x" + image.channels(), 1, Integer::sum);
    }
    List<Duplicates> duplicates = new ArrayList<>();
    for (List<Integer> same : byPixels.values()) {
      if (same.size() > 1) {
        duplicates.add(
            new Duplicates(
                List.copyOf(same),
                same.stream().map(i -> cohort.examples().get(i).id()).toList(),
                same.stream().map(i -> cohort.strata().get(cohort.stratum(i))).toList(),
                isAcross(same, divisions),
                contradict(cohort, same)));
      }
    }
    return new Audit(
        cohort.name(),
        counts(cohort, divisions),
        byGroup.size(),
        byGroup.values().stream().mapToInt(List::size).max().orElse(0),
        byGroup.entrySet().stream()
            .filter(e -> isAcross(e.getValue(), divisions))
            .map(Map.Entry::getKey)
            .toList(),
        List.copyOf(duplicates),
        sizes,
        Spacings.of(cohort),
        cohort.masked() ? MaskAudit.of(cohort) : null,
        cohort.boxed() ? BoxAudit.of(cohort) : null,
        cohort.left());
  }

  private static boolean contradict(Cohort cohort, List<Integer> same) {
    Target first = cohort.examples().get(same.get(0)).target();
    return same.stream().anyMatch(i -> !alike(first, cohort.examples().get(i).target()));
  }

  /** Boxes are alike in any order. */
  private static boolean alike(Target a, Target b) {
    if (a instanceof Mask one && b instanceof Mask two) {
      return Arrays.equals(one.labels(), two.labels());
    }
    if (a instanceof Boxes one && b instanceof Boxes two) {
      return Set.copyOf(one.objects()).equals(Set.copyOf(two.objects()));
    }
    return a.equals(b);
  }

  /** For each way of dividing the cohort, the part of every example; empty for those in none. */
  private static List<String[]> divisions(Cohort cohort, List<Split> splits) {
    List<String[]> divisions = new ArrayList<>();
    for (Split split : splits) {
      String[] parts = new String[cohort.size()];
      Arrays.fill(parts, "");
      for (int i : split.train()) {
        parts[i] = Parts.TRAIN;
      }
      for (int i : split.validation()) {
        parts[i] = Parts.VALIDATION;
      }
      for (int i : split.test()) {
        parts[i] = Parts.TEST;
      }
      divisions.add(parts);
    }
    if (splits.isEmpty()) {
      divisions.add(cohort.examples().stream().map(Example::part).toArray(String[]::new));
    }
    return divisions;
  }

  private static boolean isAcross(Collection<Integer> examples, List<String[]> divisions) {
    return divisions.stream()
        .anyMatch(
            parts ->
                examples.stream().map(i -> parts[i]).filter(p -> !p.isEmpty()).distinct().count()
                    > 1);
  }

  private static Map<String, Map<String, Integer>> counts(Cohort cohort, List<String[]> divisions) {
    Map<String, Map<String, Integer>> counts = new LinkedHashMap<>();
    for (String part : List.of(Parts.TRAIN, Parts.VALIDATION, Parts.TEST, "all")) {
      Map<String, Integer> classes = new LinkedHashMap<>();
      cohort.strata().forEach(c -> classes.put(c, 0));
      for (int i = 0; i < cohort.size(); i++) {
        // Under several splits a part has no one count.
        if (part.equals("all") || (divisions.size() == 1 && divisions.get(0)[i].equals(part))) {
          classes.merge(cohort.strata().get(cohort.stratum(i)), 1, Integer::sum);
        }
      }
      if (classes.values().stream().anyMatch(n -> n > 0)) {
        counts.put(part, classes);
      }
    }
    return counts;
  }

  /** Grey saved as colour and 8 bits saved as 16 are the same pixels. */
  private static String pixelHash(Image image) {
    int plane = image.plane();
    float[] values = new float[image.values().length];
    boolean grey = true;
    for (int i = 0; i < values.length; i++) {
      values[i] = image.values()[i] / image.white();
      grey &= values[i] == values[i % plane];
    }
    return new ContentHash()
        .add(image.size())
        .add(grey ? Arrays.copyOf(values, plane) : values)
        .hex();
  }

  /** Whether results on this cohort would flatter: see the class comment. */
  public boolean leaks() {
    return !groupsAcross.isEmpty()
        || duplicates.stream().anyMatch(d -> d.across() || d.contradictory());
  }

  /**
   * Refuses a cohort that leaks.
   *
   * @param allow accept it; the report is stamped
   * @throws DataException listing every leak and how to override
   */
  public void require(boolean allow) {
    if (leaks() && !allow) {
      throw new DataException(
          Shown.text(name)
              + ": the data leak or contradict themselves; repair them, or accept it with"
              + " allowLeakage: true in the study file's data section or --set data.allowLeakage=true"
              + " on the command line (the report will say so)",
          leaksInWords());
    }
  }

  private List<String> leaksInWords() {
    List<String> words = new ArrayList<>();
    for (Duplicates d : duplicates) {
      if (d.across() || d.contradictory()) {
        words.add(
            "identical images"
                + (d.across() ? " in different parts" : "")
                + (d.contradictory() ? " with " + contradiction() + ": " : ": ")
                + d.words());
      }
    }
    for (String group : groupsAcross) {
      words.add("group " + Shown.text(group) + " has images in different parts");
    }
    return words;
  }

  private String contradiction() {
    if (boxes != null) {
      return "different boxes";
    }
    return masks == null ? "contradictory labels" : "different masks";
  }

  /** The whole audit in plain words, one finding a line. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    counts.forEach(
        (part, classes) -> {
          int total = classes.values().stream().mapToInt(Integer::intValue).sum();
          List<String> words = new ArrayList<>();
          classes.forEach((label, n) -> words.add(Shown.text(label) + " " + n));
          lines.add(part + ": " + total + " images (" + String.join(", ", words) + ")");
        });
    int images = sizes.values().stream().mapToInt(Integer::intValue).sum();
    lines.add(
        groups == images
            ? "groups: none known; every image counts as its own patient"
            : "groups: " + groups + "; the largest has " + largestGroup + " images");
    lines.add(sizesInWords());
    spacings.line().ifPresent(lines::add);
    if (masks != null) {
      lines.addAll(masks.lines());
    }
    if (boxes != null) {
      lines.addAll(boxes.lines());
    }
    lines.add(
        duplicates.isEmpty()
            ? "identical images: none"
            : "identical images: " + duplicates.size() + " sets");
    duplicates.stream()
        .filter(d -> !d.across() && !d.contradictory())
        .forEach(d -> lines.add("identical images: " + d.words()));
    lines.addAll(leaksInWords());
    left.forEach(l -> lines.add("left out: " + l));
    return lines;
  }

  private String sizesInWords() {
    boolean volumes = sizes.keySet().stream().anyMatch(s -> s.split("x", -1).length > 3);
    String heading = "sizes (" + (volumes ? "depth x " : "") + "height x width x channels): ";
    if (sizes.size() <= MOST_SIZES) {
      List<String> words = new ArrayList<>();
      sizes.forEach((size, n) -> words.add(size + " (" + n + ")"));
      return heading + String.join(", ", words);
    }
    List<int[]> all =
        sizes.keySet().stream()
            .map(s -> Arrays.stream(s.split("x", -1)).mapToInt(Integer::parseInt).toArray())
            .toList();
    List<String> axes = new ArrayList<>();
    for (int axis = 0; axis < all.get(0).length; axis++) {
      int a = axis;
      IntSummaryStatistics range = all.stream().mapToInt(s -> s[a]).summaryStatistics();
      boolean one = range.getMin() == range.getMax();
      axes.add(one ? "" + range.getMin() : range.getMin() + "-" + range.getMax());
    }
    return heading + sizes.size() + " different, " + String.join(" x ", axes);
  }
}
