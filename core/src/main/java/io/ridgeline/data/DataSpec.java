package io.ridgeline.data;

import io.ridgeline.describe.TaskKind;
import io.ridgeline.image.Interpolation;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the data are and how they are read, split and prepared; the {@code data} section of a study
 * file.
 *
 * @param source a MedMNIST {@code .npz}, a folder with one sub-folder a class (or with images and
 *     masks), a CSV manifest, a folder or file of boxes (Pascal VOC, COCO, YOLO), or null for the
 *     phantom
 * @param columns names of the manifest's columns
 * @param root folder that the manifest's image paths start from; relative to the manifest's own
 * @param classes stored label to class name, in label order; empty: the labels as found, sorted. Of
 *     masks, stored value to class name, the background first
 * @param splitting how train, validation and test are made
 * @param preparation spacing, size, channels and intensity
 * @param skipBad leave unreadable images out (and count them) instead of refusing the data
 * @param allowLeakage accept duplicates, contradictory labels and groups across parts; the report
 *     is stamped
 * @param phantom what to simulate when {@code source} is null
 * @param task what a model should say of an image: where its target is looked for
 * @param masks what the values of masks mean; without meaning where there are none
 */
public record DataSpec(
    @Nullable Path source,
    Columns columns,
    String root,
    Map<String, String> classes,
    Splitting splitting,
    Preparation preparation,
    boolean skipBad,
    boolean allowLeakage,
    Phantom phantom,
    TaskKind task,
    Masks masks) {
  /** One class an image. */
  public DataSpec(
      @Nullable Path source,
      Columns columns,
      String root,
      Map<String, String> classes,
      Splitting splitting,
      Preparation preparation,
      boolean skipBad,
      boolean allowLeakage,
      Phantom phantom) {
    this(
        source,
        columns,
        root,
        classes,
        splitting,
        preparation,
        skipBad,
        allowLeakage,
        phantom,
        TaskKind.CLASSIFICATION,
        Masks.BINARY);
  }

  /** What the values of masks mean. */
  public enum Masks {
    /** 0 is the background, the one other value the foreground. */
    BINARY,
    /** Each value is a class. */
    LABELS,
    /** 0 is the background, every other value an object of the foreground. */
    INSTANCES
  }

  /**
   * Names of the manifest's columns. {@code group} and {@code part} may be absent from the file,
   * and where there are masks {@code label} too.
   *
   * @param image path of the image
   * @param label the class as stored, of an image or a box; of an image with a mask, the kind of
   *     image it is
   * @param group patient, lesion or slide
   * @param part {@code train}, {@code validation} (or {@code val}) or {@code test}
   * @param mask path of the mask, or several joined by {@code |} or {@code ;}
   */
  public record Columns(String image, String label, String group, String part, String mask) {
    /** {@code image,label,patient,split,mask}. */
    public static final Columns DEFAULT = new Columns("image", "label", "patient", "split", "mask");

    /** One class an image. */
    public Columns(String image, String label, String group, String part) {
      this(image, label, group, part, "mask");
    }
  }

  /**
   * How train, validation and test are made.
   *
   * @param kind which of the three ways
   * @param folds K of the repeated stratified grouped K-fold
   * @param repeats how often the K-fold is repeated
   * @param validation share of the non-test part held out for validation, where the source has none
   * @param test share held out for test by {@link Kind#HOLDOUT}
   */
  public record Splitting(Kind kind, int folds, int repeats, double validation, double test) {
    /** The three ways to split. */
    public enum Kind {
      /** As the source says. */
      OFFICIAL,
      /** Repeated stratified grouped K-fold. */
      FOLDS,
      /** One stratified grouped hold-out. */
      HOLDOUT
    }
  }

  /**
   * The form in which a model sees an image.
   *
   * @param size {height, width} or, of volumes, {depth, height, width}; empty: as stored, if all
   *     are of one size
   * @param channels 1 or 3; 0: as stored
   * @param resize how an image of another size is brought to this one
   * @param patch what a model is given at once, {height, width} or {depth, height, width}, of
   *     images that keep their sizes; empty: whole images
   * @param spacing millimetres from one pixel to the next that every image is brought to first,
   *     {height, width} or {depth, height, width}; empty: as stored
   * @param intensity how the values of each image are scaled
   * @param interpolation how the pixels of an image are brought to another grid
   */
  public record Preparation(
      List<Integer> size,
      int channels,
      Resize resize,
      List<Integer> patch,
      List<Double> spacing,
      Intensity intensity,
      Interpolation interpolation) {
    /** Copies the lists; refuses a size beside a patch. */
    public Preparation {
      size = List.copyOf(size);
      patch = List.copyOf(patch);
      spacing = List.copyOf(spacing);
      if (!size.isEmpty() && !patch.isEmpty()) {
        throw new IllegalArgumentException("size " + size + " beside patch " + patch);
      }
    }

    /** Whole images, their spacing and values as stored. */
    public Preparation(List<Integer> size, int channels, Resize resize) {
      this(size, channels, resize, List.of(), List.of(), Intensity.STORED);
    }

    /** Resampled linearly. */
    public Preparation(
        List<Integer> size,
        int channels,
        Resize resize,
        List<Integer> patch,
        List<Double> spacing,
        Intensity intensity) {
      this(size, channels, resize, patch, spacing, intensity, Interpolation.LINEAR);
    }

    /** How an image is brought to another size. */
    public enum Resize {
      /** Each axis by its own factor. */
      STRETCH,
      /** One factor for all axes, the rest filled with the image's own border mean. */
      LETTERBOX
    }
  }

  /**
   * A simulated cohort.
   *
   * @param patients number of patients; most have one image, some two
   * @param size height and width in pixels
   * @param difficulty 0 (obvious) to 1 (hardly separable)
   * @param seed of the simulation
   */
  public record Phantom(int patients, int size, double difficulty, long seed) {}
}
