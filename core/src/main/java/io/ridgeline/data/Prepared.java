package io.ridgeline.data;

import io.ridgeline.DataException;
import io.ridgeline.data.DataSpec.Preparation;
import io.ridgeline.image.Image;
import io.ridgeline.image.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A cohort in the form a model sees.
 *
 * @param cohort where the images came from
 * @param shape of what a model is given at once: every image, or the patches that are cut from them
 * @param preparation how the images were brought to their form
 * @param images one an example
 */
public record Prepared(
    Cohort cohort, Shape shape, Preparation preparation, List<PreparedImage> images) {
  /** Copies the list. */
  public Prepared {
    images = List.copyOf(images);
  }

  /**
   * Brings every image, with its mask or its boxes, to the form that the preparation asks for.
   * Images of which patches are cut keep their sizes; those smaller than a patch stay so.
   *
   * @throws DataException if the preparation leaves size or channels as stored and the images
   *     differ in them, or asks for what they do not have; lists what there is and how to fix it
   */
  public static Prepared of(Cohort cohort, Preparation preparation) {
    Shape shape = shape(cohort, preparation);
    List<PreparedImage> images = new ArrayList<>();
    for (Example example : cohort.examples()) {
      byte[] labels = example.target() instanceof Mask mask ? mask.labels() : new byte[0];
      List<LabelledBox> boxes =
          example.target() instanceof Boxes target ? target.objects() : List.of();
      images.add(Fit.of(example.image(), labels, boxes, preparation));
    }
    return new Prepared(cohort, shape, preparation, images);
  }

  private static Shape shape(Cohort cohort, Preparation preparation) {
    Map<String, Integer> sizes = new TreeMap<>();
    Map<String, Integer> channels = new TreeMap<>();
    int unspaced = 0;
    for (Example example : cohort.examples()) {
      Image image = example.image();
      sizes.merge(image.size(), 1, Integer::sum);
      channels.merge(image.channels() == 1 ? "grey" : "colour", 1, Integer::sum);
      unspaced += image.spacing().unit().equals("mm") ? 0 : 1;
    }
    if (sizes.isEmpty()) {
      throw new DataException(cohort.name() + ": has no images");
    }
    List<String> problems = new ArrayList<>(axisProblems(cohort, preparation));
    if (!preparation.spacing().isEmpty() && unspaced > 0) {
      problems.add(
          "spacing: "
              + unspaced
              + " images do not say how many millimetres their pixels are apart; leave spacing out");
    }
    if (preparation.channels() == 0 && channels.size() > 1) {
      problems.add("channels: " + counts(channels) + "; set channels: 1 or channels: 3");
    }
    if (problems.isEmpty()) {
      sizes.clear();
      cohort.examples().forEach(e -> sizes.merge(size(e.image(), preparation), 1, Integer::sum));
    }
    if (preparation.size().isEmpty() && preparation.patch().isEmpty() && sizes.size() > 1) {
      boolean volumes = sizes.keySet().stream().anyMatch(s -> s.indexOf('x') < s.lastIndexOf('x'));
      problems.add(
          "sizes ("
              + (volumes ? "depth x " : "")
              + "height x width): "
              + counts(sizes)
              + "; set one, such as size: "
              + (volumes ? "[32, 48, 32]" : cohort.boxed() ? "[256, 320]" : "64 or [48, 64]")
              + (cohort.masked() || cohort.boxed() ? ", or a patch" : ""));
    }
    if (!problems.isEmpty()) {
      throw new DataException(
          Shown.text(cohort.name()) + ": the images cannot be prepared as asked", problems);
    }
    Image first = cohort.examples().get(0).image();
    int[] axes =
        preparation.patch().isEmpty()
            ? Fit.size(first, preparation)
            : Fit.axes(preparation.patch());
    boolean stored = preparation.channels() == 0;
    return new Shape(stored ? first.channels() : preparation.channels(), axes[0], axes[1], axes[2]);
  }

  /** Volumes need three lengths for size, patch and spacing; flat images two. */
  private static List<String> axisProblems(Cohort cohort, Preparation preparation) {
    Map<String, List<?>> asked = new TreeMap<>();
    asked.put("size", preparation.size());
    asked.put("patch", preparation.patch());
    asked.put("spacing", preparation.spacing());
    long volumes = cohort.examples().stream().filter(e -> e.image().depth() > 1).count();
    long flat = cohort.size() - volumes;
    List<String> problems = new ArrayList<>();
    asked.forEach(
        (key, lengths) -> {
          if (lengths.size() == 2 && volumes > 0) {
            problems.add(key + ": " + volumes + " images are volumes; give " + key + ": [z, y, x]");
          }
          boolean deep = !key.equals("spacing") && lengths.size() == 3 && !lengths.get(0).equals(1);
          if (deep && flat > 0) {
            problems.add(key + ": " + flat + " images are flat; give " + key + ": [y, x]");
          }
        });
    return problems;
  }

  private static String size(Image image, Preparation preparation) {
    int[] size = Fit.size(image, preparation);
    return (size[0] > 1 ? size[0] + "x" : "") + size[1] + "x" + size[2];
  }

  private static String counts(Map<String, Integer> counts) {
    List<String> words = new ArrayList<>();
    counts.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .limit(8)
        .forEach(e -> words.add(e.getValue() + " of " + e.getKey()));
    if (counts.size() > words.size()) {
      words.add((counts.size() - words.size()) + " further kinds");
    }
    return String.join(", ", words);
  }

  /**
   * The SHA-256, in hexadecimal, of all that training reads: shape, pixels, labels and groups; of
   * masks their classes and spacing too, and of images of different sizes each one's own; of boxes
   * their edges and classes.
   *
   * <p>Names of files and classes are not in it: renaming does not change a result.
   */
  public String hash() {
    return hash(List.of());
  }

  /** As {@link #hash()}, over the splits too: their names and which examples they hold. */
  public String hash(List<Split> splits) {
    ContentHash hash = new ContentHash();
    hash.add(shape.toString()).add(images.size());
    for (int i = 0; i < images.size(); i++) {
      PreparedImage image = images.get(i);
      hash.add(image.pixels());
      hash.add(cohort.stratum(i)).add(cohort.examples().get(i).group());
      if (cohort.masked()) {
        hash.add(image.labels()).add(image.shape().toString()).add(image.spacing().toString());
      }
      if (cohort.boxed()) {
        hash.add(image.shape().toString()).add(image.boxes().size());
        for (LabelledBox object : image.boxes()) {
          Box box = object.box();
          hash.add(object.label()).add(box.left()).add(box.top()).add(box.right());
          hash.add(box.bottom());
        }
      }
    }
    for (Split split : splits) {
      hash.add(split.name()).add(split.train()).add(split.validation()).add(split.test());
    }
    return hash.hex();
  }
}
