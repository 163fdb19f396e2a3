package io.ridgeline.train;

import io.ridgeline.data.Audit;
import io.ridgeline.data.Cohort;
import io.ridgeline.data.CohortReader;
import io.ridgeline.data.DataSpec;
import io.ridgeline.data.DataSpec.Splitting;
import io.ridgeline.data.Folds;
import io.ridgeline.data.Prepared;
import io.ridgeline.data.Split;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Labelled images with one split into train, validation and test, for use from Java.
 *
 * @param prepared every image in the form a model sees
 * @param split the parts
 */
public record Dataset(Prepared prepared, Split split) {
  private static final long SPLIT_SEED = 1;

  /**
   * Reads a MedMNIST archive, a folder with one sub-folder a class, or a CSV manifest.
   *
   * <p>The split is the source's own if it has one, else a stratified hold-out of 20 % for test and
   * 20 % of the rest for validation that keeps patients together.
   *
   * @param size height and width in pixels; 0 keeps the images as they are, if all are of one size
   * @throws io.ridgeline.DataException naming every problem found
   */
  public static Dataset read(Path source, int size) {
    return read(spec(source, size));
  }

  /** Reads what a specification describes, and takes its first split. */
  public static Dataset read(DataSpec spec) {
    Cohort cohort = CohortReader.read(spec);
    boolean official = cohort.examples().stream().noneMatch(e -> e.part().isEmpty());
    Splitting wanted = spec.splitting();
    Splitting splitting =
        wanted.kind() == Splitting.Kind.OFFICIAL && !official
            ? new Splitting(
                Splitting.Kind.HOLDOUT,
                wanted.folds(),
                wanted.repeats(),
                wanted.validation(),
                wanted.test())
            : wanted;
    List<Split> splits = Folds.of(cohort, splitting, SPLIT_SEED, Audit.of(cohort));
    Audit.of(cohort, splits).require(spec.allowLeakage());
    return new Dataset(Prepared.of(cohort, spec.preparation()), splits.get(0));
  }

  private static DataSpec spec(Path source, int size) {
    return new DataSpec(
        source,
        DataSpec.Columns.DEFAULT,
        "",
        Map.of(),
        new Splitting(Splitting.Kind.OFFICIAL, 5, 1, 0.2, 0.2),
        new DataSpec.Preparation(
            size == 0 ? List.of() : List.of(size, size), 0, DataSpec.Preparation.Resize.STRETCH),
        false,
        false,
        new DataSpec.Phantom(300, 64, 0.5, 1));
  }

  /** The part that fits the weights. */
  public Subset train() {
    return new Subset(prepared, split.train());
  }

  /** The part that chooses. */
  public Subset validation() {
    return new Subset(prepared, split.validation());
  }

  /** The part that is touched once. */
  public Subset test() {
    return new Subset(prepared, split.test());
  }

  /** Class names in label order. */
  public List<String> classes() {
    return prepared.cohort().classes();
  }
}
