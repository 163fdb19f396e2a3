package io.ridgeline.data;

import io.ridgeline.DataException;
import io.ridgeline.image.Image;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A cohort in the form a model sees.
 *
 * @param cohort where the images came from
 * @param shape of what a model is given at once: every image, or the patches that are cut from them
 * @param resize how images of another size were brought to it
 * @param images one an example
 */
public record Prepared(
    Cohort cohort, Shape shape, DataSpec.Preparation.Resize resize, List<PreparedImage> images) {
  /** Copies the list. */
  public Prepared {
    images = List.copyOf(images);
  }

  /**
   * Brings every image to one shape.
   *
   * @throws DataException if the preparation leaves size or channels as stored and the images
   *     differ in them; lists what there is and how to fix it
   */
  public static Prepared of(Cohort cohort, DataSpec.Preparation preparation) {
    Shape shape = shape(cohort, preparation);
    List<PreparedImage> images = new ArrayList<>();
    for (Example example : cohort.examples()) {
      float[] pixels = Fit.of(example.image(), shape, preparation.resize());
      images.add(new PreparedImage(shape, pixels, new byte[0], example.image().spacing()));
    }
    return new Prepared(cohort, shape, preparation.resize(), images);
  }

  private static Shape shape(Cohort cohort, DataSpec.Preparation preparation) {
    Map<String, Integer> sizes = new TreeMap<>();
    Map<String, Integer> channels = new TreeMap<>();
    for (Example example : cohort.examples()) {
      Image image = example.image();
      sizes.merge(image.size(), 1, Integer::sum);
      channels.merge(image.channels() == 1 ? "grey" : "colour", 1, Integer::sum);
    }
    if (sizes.isEmpty()) {
      throw new DataException(cohort.name() + ": has no images");
    }
    List<String> problems = new ArrayList<>();
    if (preparation.size().isEmpty() && sizes.size() > 1) {
      problems.add(
          "sizes (height x width): " + counts(sizes) + "; set one, such as size: 64 or [48, 64]");
    }
    if (preparation.channels() == 0 && channels.size() > 1) {
      problems.add("channels: " + counts(channels) + "; set channels: 1 or channels: 3");
    }
    if (!problems.isEmpty()) {
      throw new DataException(cohort.name() + ": the images differ", problems);
    }
    Image first = cohort.examples().get(0).image();
    boolean stored = preparation.size().isEmpty();
    return new Shape(
        preparation.channels() == 0 ? first.channels() : preparation.channels(),
        stored ? first.height() : preparation.size().get(0),
        stored ? first.width() : preparation.size().get(1));
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
   * The SHA-256, in hexadecimal, of all that training reads: shape, pixels, labels and groups.
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
      hash.add(images.get(i).pixels());
      hash.add(cohort.stratum(i)).add(cohort.examples().get(i).group());
    }
    for (Split split : splits) {
      hash.add(split.name()).add(split.train()).add(split.validation()).add(split.test());
    }
    return hash.hex();
  }
}
