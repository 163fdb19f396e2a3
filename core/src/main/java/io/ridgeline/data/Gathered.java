package io.ridgeline.data;

import io.ridgeline.DataException;
import io.ridgeline.image.Image;
import io.ridgeline.image.ImageReader;
import io.ridgeline.image.Shown;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** What a source gave up in one pass: entries with their labels as stored, and every problem. */
final class Gathered {
  /** An example before its label is known to be a class. */
  record Entry(
      String id,
      String group,
      Image image,
      String label,
      String part,
      Map<String, String> columns,
      String place) {}

  private static final int BYTES_A_VALUE = 4;

  final List<Entry> entries = new ArrayList<>();
  final List<String> problems = new ArrayList<>();
  final List<String> left = new ArrayList<>();
  private final long room;
  private long held;

  /** Takes a third of the heap at most: the images are held once more as a model sees them. */
  Gathered() {
    this(Runtime.getRuntime().maxMemory() / 3);
  }

  /**
   * Takes no more than the given bytes of pixels.
   *
   * @param room in bytes
   */
  Gathered(long room) {
    this.room = room;
  }

  /**
   * Adds an entry.
   *
   * @throws DataException if the pixels would not fit in the memory
   */
  void add(Entry entry) {
    entries.add(entry);
    held += (long) BYTES_A_VALUE * entry.image().values().length;
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
   * Reads an image and adds its entry; one that cannot be read is left out or becomes a problem.
   *
   * @param place where the image is named, for messages
   */
  void image(Path file, String place, boolean skipBad, Function<Image, Entry> entry) {
    Image read;
    try {
      read = ImageReader.read(file);
    } catch (DataException e) {
      String reason = String.valueOf(e.getMessage());
      String problem = reason.startsWith(place) ? reason : place + ": " + reason;
      (skipBad ? left : problems).add(problem);
      return;
    }
    add(entry.apply(read));
  }

  /**
   * The cohort.
   *
   * @param mapping stored label to class name in label order; empty: the labels as found, sorted
   * @throws DataException with every problem, those of the labels included
   */
  Cohort cohort(String name, Map<String, String> mapping) {
    Set<String> found = new LinkedHashSet<>();
    entries.forEach(e -> found.add(e.label()));
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
      examples.add(
          new Example(e.id(), e.group(), e.image(), new ClassLabel(index), e.part(), e.columns()));
    }
    if (examples.isEmpty() && problems.isEmpty()) {
      problems.add("no examples" + (left.isEmpty() ? "" : "; left out: " + left.size()));
    }
    if (!problems.isEmpty()) {
      String heading =
          Shown.text(name)
              + ": "
              + (problems.size() == 1 ? "one problem" : problems.size() + " problems");
      throw new DataException(heading, problems);
    }
    return new Cohort(name, classes, examples, false, left);
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
