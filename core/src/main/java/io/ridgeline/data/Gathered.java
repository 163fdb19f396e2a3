package io.ridgeline.data;

import io.ridgeline.DataException;
import io.ridgeline.data.DataSpec.Masks;
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
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a source gave up in one pass: entries with their labels as stored, and every problem. */
final class Gathered {
  /**
   * An example before its label is known to be a class.
   *
   * @param mask codes of {@link MaskValues}; empty where there are no masks
   * @param boxes as stored, each with an area and within the image; empty for other tasks
   */
  record Entry(
      String id,
      String group,
      Image image,
      String label,
      String part,
      Map<String, String> columns,
      String place,
      byte[] mask,
      List<StoredBox> boxes) {
    /** One class an image. */
    Entry(
        String id,
        String group,
        Image image,
        String label,
        String part,
        Map<String, String> columns,
        String place) {
      this(id, group, image, label, part, columns, place, new byte[0], List.of());
    }

    Entry with(byte[] codes) {
      return new Entry(id, group, image, label, part, columns, place, codes, boxes);
    }

    Entry with(List<StoredBox> stored) {
      return new Entry(id, group, image, label, part, columns, place, mask, stored);
    }
  }

  private static final int BYTES_A_VALUE = 4;

  final List<Entry> entries = new ArrayList<>();
  final List<String> problems = new ArrayList<>();
  final List<String> left = new ArrayList<>();
  private final @Nullable MaskValues masks;
  private final boolean boxed;
  private final boolean skipBad;
  private final long room;
  private List<String> order = List.of();
  private long held;
  private int cut;

  /** One class an image. */
  Gathered(boolean skipBad) {
    this(null, false, skipBad, thirdOfHeap());
  }

  /** With masks, if the task needs them: drawn in the images, or boxes around what they show. */
  Gathered(DataSpec spec) {
    this(
        spec.task() == TaskKind.CLASSIFICATION ? null : new MaskValues(spec.masks()),
        spec.task() == TaskKind.DETECTION,
        spec.skipBad(),
        thirdOfHeap());
  }

  /** Takes no more than the given bytes of pixels. */
  Gathered(@Nullable MaskValues masks, boolean boxed, boolean skipBad, long room) {
    this.masks = masks;
    this.boxed = boxed;
    this.skipBad = skipBad;
    this.room = room;
  }

  /** With boxes as they are stored. */
  static Gathered boxes(DataSpec spec) {
    return new Gathered(null, true, spec.skipBad(), thirdOfHeap());
  }

  /** The rest is for the images as a model sees them, and for their masks. */
  private static long thirdOfHeap() {
    return Runtime.getRuntime().maxMemory() / 3;
  }

  /** The order of classes where the study file gives none; without it they are sorted. */
  void order(List<String> names) {
    order = List.copyOf(names);
  }

  /** Takes what cannot be used: a problem, unless such things are to be left out. */
  void bad(String problem) {
    (skipBad ? left : problems).add(problem);
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
   * @param entry of the image; may refuse it
   */
  void image(Path file, List<Path> maskFiles, String place, Function<Image, Entry> entry) {
    Entry made;
    Map<String, Image> images = new LinkedHashMap<>();
    try {
      Image read = ImageReader.read(file);
      maskFiles.forEach(mask -> images.put(Shown.path(mask), ImageReader.read(mask)));
      made = entry.apply(read);
      if (boxed && read.depth() > 1) {
        throw new DataException(
            place + ": is a volume of " + read.depth() + " slices; boxes are of flat images");
      }
    } catch (DataException e) {
      bad(problem(place, e));
      return;
    }
    try {
      made = masked(made.with(usable(made)), images);
    } catch (DataException e) {
      problems.add(problem(place, e));
      return;
    }
    add(made);
  }

  /**
   * An entry with what its masks hold; as it is where there are none.
   *
   * @param images the masks, each with what it is called in messages
   * @throws DataException if a mask does not fit the image, or two contradict each other
   */
  Entry masked(Entry entry, Map<String, Image> images) {
    if (masks == null) {
      return entry;
    }
    Entry with = entry.with(masks.codes(entry.image(), images));
    // The codes no longer tell one object from the next.
    if (!boxed || masks.kind() != Masks.INSTANCES) {
      return with;
    }
    List<StoredBox> boxes = new ArrayList<>();
    images.forEach(
        (name, mask) ->
            Components.ofValues(mask)
                .forEach(
                    b ->
                        boxes.add(
                            new StoredBox("", b.left(), b.top(), b.right(), b.bottom(), name))));
    return with.with(boxes);
  }

  private List<StoredBox> usable(Entry entry) {
    List<StoredBox> usable = new ArrayList<>();
    for (StoredBox box : entry.boxes()) {
      String flaw = box.withoutArea().orElse("");
      String outside = flaw.isEmpty() ? box.outside(entry.image()).orElse("") : "";
      Optional<StoredBox> within = box.within(entry.image());
      if (flaw.isEmpty() && (outside.isEmpty() || skipBad) && within.isPresent()) {
        usable.add(within.get());
        cut += outside.isEmpty() ? 0 : 1;
      } else {
        bad(flaw + outside);
      }
    }
    return usable;
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
    if (cut > 0) {
      left.add("what lies outside the image of " + cut + " boxes");
    }
    Cohort cohort;
    if (masks == null) {
      cohort = boxed ? boxed(name, mapping) : labelled(name, mapping);
    } else {
      cohort = boxed ? outlined(name, mapping, masks) : masked(name, mapping, masks);
    }
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
    List<String> stored = stored(labels(), mapping);
    List<String> classes = classes(stored, mapping);
    List<Example> examples = new ArrayList<>();
    for (Entry e : entries) {
      if (known(e.label(), stored, e.place())) {
        int index = classes.indexOf(mapping.getOrDefault(e.label(), e.label()));
        examples.add(example(e, new ClassLabel(index)));
      }
    }
    return new Cohort(name, classes, examples, false, left);
  }

  private Cohort boxed(String name, Map<String, String> mapping) {
    Set<String> found = new LinkedHashSet<>();
    entries.forEach(e -> e.boxes().forEach(box -> found.add(box.label())));
    List<String> stored = stored(found, mapping);
    List<String> classes = classes(stored, mapping);
    List<List<LabelledBox>> objects = new ArrayList<>();
    for (Entry e : entries) {
      List<LabelledBox> own = new ArrayList<>();
      for (StoredBox box : e.boxes()) {
        if (known(box.label(), stored, box.place())) {
          String named = mapping.getOrDefault(box.label(), box.label());
          own.add(box.labelled(classes.indexOf(named)));
        }
      }
      objects.add(own);
    }
    if (!entries.isEmpty() && found.isEmpty()) {
      problems.add("there is no box in any image");
    }
    return boxed(name, classes, objects);
  }

  /** Boxes around what masks show; there is none of the background. */
  private Cohort outlined(String name, Map<String, String> mapping, MaskValues values) {
    if (entries.isEmpty()) {
      return new Cohort(name, List.of(), List.of(), false, left);
    }
    MaskValues.Classes classes = values.classes(mapping, problems);
    List<List<LabelledBox>> objects = new ArrayList<>();
    for (Entry e : entries) {
      if (values.kind() == Masks.INSTANCES) {
        objects.add(e.boxes().stream().map(box -> box.labelled(0)).toList());
      } else {
        for (int i = 0; i < e.mask().length; i++) {
          e.mask()[i] = classes.of()[e.mask()[i] & 0xFF];
        }
        objects.add(Components.of(e.mask(), e.image().width()));
      }
    }
    return boxed(name, classes.names().subList(1, classes.names().size()), objects);
  }

  /** The strata are the labels; without them, whether there is any object. */
  private Cohort boxed(String name, List<String> classes, List<List<LabelledBox>> objects) {
    boolean unlabelled = labels().equals(Set.of(""));
    List<String> kinds = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      String kind = objects.get(i).isEmpty() ? "without objects" : "with objects";
      kinds.add(unlabelled ? kind : entries.get(i).label());
    }
    List<String> strata = sorted(Set.copyOf(kinds));
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      Target target = new Boxes(objects.get(i), strata.indexOf(kinds.get(i)));
      examples.add(example(entries.get(i), target));
    }
    return new Cohort(name, classes, strata, examples, false, left);
  }

  /** The labels that are known: those that the study file maps, else those found. */
  private List<String> stored(Set<String> found, Map<String, String> mapping) {
    if (!mapping.isEmpty()) {
      return new ArrayList<>(mapping.keySet());
    }
    return order.isEmpty() ? sorted(found) : order.stream().filter(found::contains).toList();
  }

  private static List<String> classes(List<String> stored, Map<String, String> mapping) {
    return stored.stream().map(l -> mapping.getOrDefault(l, l)).distinct().toList();
  }

  private boolean known(String label, List<String> stored, String place) {
    if (stored.contains(label)) {
      return true;
    }
    problems.add(
        place
            + ": unknown label '"
            + Shown.text(label)
            + "'; known: "
            + Shown.text(String.join(", ", stored)));
    return false;
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
