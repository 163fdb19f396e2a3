package io.ridgeline.data;

import io.ridgeline.DataException;
import io.ridgeline.describe.TaskKind;
import io.ridgeline.image.Image;
import io.ridgeline.image.ImageReader;
import io.ridgeline.image.Shown;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a source gave up in one pass: entries with their labels as stored, and every problem. */
final class Gathered {
  /**
   * An example before its label is known to be a class.
   *
   * @param mask codes of {@link MaskValues}; empty where an image has one class as a whole
   */
  record Entry(
      String id,
      String group,
      Image image,
      String label,
      String part,
      Map<String, String> columns,
      String place,
      byte[] mask) {
    /** One class an image. */
    Entry(
        String id,
        String group,
        Image image,
        String label,
        String part,
        Map<String, String> columns,
        String place) {
      this(id, group, image, label, part, columns, place, new byte[0]);
    }

    Entry with(byte[] codes) {
      return new Entry(id, group, image, label, part, columns, place, codes);
    }
  }

  private static final int BYTES_A_VALUE = 4;

  final List<Entry> entries = new ArrayList<>();
  final List<String> problems = new ArrayList<>();
  final List<String> left = new ArrayList<>();
  private final @Nullable MaskValues masks;
  private final long room;
  private long held;

  /** One class an image. */
  Gathered() {
    this(null, thirdOfHeap());
  }

  /** With masks, if that is the task. */
  Gathered(DataSpec spec) {
    this(spec.task() == TaskKind.SEGMENTATION ? new MaskValues(spec.masks()) : null, thirdOfHeap());
  }

  /** Takes no more than the given bytes of pixels. */
  Gathered(@Nullable MaskValues masks, long room) {
    this.masks = masks;
    this.room = room;
  }

  /** The rest is for the images as a model sees them, and for their masks. */
  private static long thirdOfHeap() {
    return Runtime.getRuntime().maxMemory() / 3;
  }

  /** What the masks hold; null where an image has one class as a whole. */
  @Nullable MaskValues masks() {
    return masks;
  }

  /**
   * Adds an entry.
   *
   * @throws DataException if the pixels would not fit in the memory
   */
  void add(Entry entry) {
    entries.add(entry);
    held += (long) BYTES_A_VALUE * entry.image().values().length + entry.mask().length;
    if (held > room) {
      throw new DataException(
          entry.place()
              + ": the images up to here take "
              + (held >> 20)
              + " MiB in memory, where "
              + (room >> 20)
              + " are set aside; store them smaller or give Java more with -Xmx");
    }
  }

  /**
   * Reads an image, and its masks if there are any, and adds its entry; one that cannot be read is
   * left out or becomes a problem.
   *
   * @param place where the image is named, for messages
   */
  void image(
      Path file,
      List<Path> maskFiles,
      String place,
      boolean skipBad,
      Function<Image, Entry> entry) {
    Image read;
    Map<String, Image> images = new LinkedHashMap<>();
    try {
      read = ImageReader.read(file);
      maskFiles.forEach(mask -> images.put(Shown.path(mask), ImageReader.read(mask)));
    } catch (DataException e) {
      (skipBad ? left : problems).add(problem(place, e));
      return;
    }
    byte[] codes;
    try {
      codes = masks == null ? new byte[0] : masks.codes(read, images);
    } catch (DataException e) {
      problems.add(problem(place, e));
      return;
    }
    add(entry.apply(read).with(codes));
  }

  private static String problem(String place, DataException e) {
    String reason = String.valueOf(e.getMessage());
    return reason.startsWith(place) ? reason : place + ": " + reason;
  }

  /**
   * The cohort.
   *
   * @param mapping stored label, or value of masks, to class name in label order; empty: as found
   * @throws DataException with every problem, those of the labels included
   */
  Cohort cohort(String name, Map<String, String> mapping) {
    Cohort cohort = masks == null ? labelled(name, mapping) : masked(name, mapping, masks);
    if (cohort.size() == 0 && problems.isEmpty()) {
      problems.add("no examples" + (left.isEmpty() ? "" : "; left out: " + left.size()));
    }
    if (!problems.isEmpty()) {
      String heading =
          Shown.text(name)
              + ": "
              + (problems.size() == 1 ? "one problem" : problems.size() + " problems");
      throw new DataException(heading, problems);
    }
    return cohort;
  }

  private Cohort labelled(String name, Map<String, String> mapping) {
    Set<String> found = labels();
    List<String> stored = mapping.isEmpty() ? sorted(found) : new ArrayList<>(mapping.keySet());
    List<String> classes = stored.stream().map(l -> mapping.getOrDefault(l, l)).distinct().toList();
    List<Example> examples = new ArrayList<>();
    for (Entry e : entries) {
      if (!stored.contains(e.label())) {
        problems.add(
            e.place()
                + ": unknown label '"
                + Shown.text(e.label())
                + "'; known: "
                + Shown.text(String.join(", ", stored)));
        continue;
      }
      int index = classes.indexOf(mapping.getOrDefault(e.label(), e.label()));
      examples.add(example(e, new ClassLabel(index)));
    }
    return new Cohort(name, classes, examples, false, left);
  }

  /** The strata are the labels; without them, whether there is any foreground. */
  private Cohort masked(String name, Map<String, String> mapping, MaskValues values) {
    if (entries.isEmpty()) {
      return new Cohort(name, List.of(), List.of(), false, left);
    }
    MaskValues.Classes classes = values.classes(mapping, problems);
    String what = classes.names().size() == 2 ? classes.names().get(1) : "foreground";
    boolean unlabelled = labels().equals(Set.of(""));
    List<String> kinds = new ArrayList<>();
    for (Entry e : entries) {
      boolean any = false;
      for (int i = 0; i < e.mask().length; i++) {
        e.mask()[i] = classes.of()[e.mask()[i] & 0xFF];
        any |= e.mask()[i] != 0;
      }
      kinds.add(unlabelled ? (any ? "with " : "without ") + what : e.label());
    }
    List<String> strata = sorted(Set.copyOf(kinds));
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      Entry e = entries.get(i);
      examples.add(example(e, new Mask(e.mask(), strata.indexOf(kinds.get(i)))));
    }
    return new Cohort(name, classes.names(), strata, examples, false, left);
  }

  private Set<String> labels() {
    Set<String> found = new LinkedHashSet<>();
    entries.forEach(e -> found.add(e.label()));
    return found;
  }

  private static Example example(Entry e, Target target) {
    return new Example(e.id(), e.group(), e.image(), target, e.part(), e.columns());
  }

  /** Numbers by size, anything else by character. */
  private static List<String> sorted(Set<String> labels) {
    boolean numbers = labels.stream().allMatch(l -> l.matches("-?[0-9]{1,18}"));
    if (!numbers) {
      return new ArrayList<>(new TreeSet<>(labels));
    }
    return labels.stream()
        .sorted(Comparator.<String>comparingLong(Long::parseLong).thenComparing(l -> l))
        .toList();
  }
}
