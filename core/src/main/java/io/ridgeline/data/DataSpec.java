package io.ridgeline.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the data are and how they are read, split and prepared; the {@code data} section of a study
 * file.
 *
 * @param source a MedMNIST {@code .npz}, a folder with one sub-folder a class, a CSV manifest, or
 *     null for the phantom
 * @param columns names of the manifest's columns
 * @param root folder that the manifest's image paths start from; relative to the manifest's own
 * @param classes stored label to class name, in label order; empty: the labels as found, sorted
 * @param splitting how train, validation and test are made
 * @param preparation size, channels and resizing
 * @param skipBad leave unreadable images out (and count them) instead of refusing the data
 * @param allowLeakage accept duplicates, contradictory labels and groups across parts; the report
 *     is stamped
 * @param phantom what to simulate when {@code source} is null
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
    Phantom phantom) {

  /**
   * Names of the manifest's columns. {@code group} and {@code part} may be absent from the file.
   *
   * @param image path of the image
   * @param label the class as stored
   * @param group patient, lesion or slide
   * @param part {@code train}, {@code validation} (or {@code val}) or {@code test}
   */
  public record Columns(String image, String label, String group, String part) {
    /** {@code image,label,patient,split}. */
    public static final Columns DEFAULT = new Columns("image", "label", "patient", "split");
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
   * @param size {height, width}; empty: as stored, if all are of one size
   * @param channels 1 or 3; 0: as stored
   * @param resize how an image of another size is brought to this one
   */
  public record Preparation(List<Integer> size, int channels, Resize resize) {
    /** How an image is brought to another size. */
    public enum Resize {
      /** Each axis by its own factor. */
      STRETCH,
      /** One factor for both axes, the rest filled with the image's own border mean. */
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
