package io.ridgeline.data;

import io.ridgeline.DataException;
import io.ridgeline.data.DataSpec.Splitting;
import io.ridgeline.describe.Parameter;
import io.ridgeline.describe.Streams;
import io.ridgeline.image.Shown;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Divides a cohort into train, validation and test: groups stay whole, strata keep their shares,
 * and every part shows every class.
 *
 * <p>Identical images count as one group even if their names differ. The same seed gives the same
 * splits. What a source declares as its official split is taken as it stands.
 */
public final class Folds {
  private static final String INNER = "-inner";
  private static final String SHARE = "-share";

  private final Cohort cohort;
  private final Splitting splitting;
  private final long seed;
  private final Units units;

  /** For each example the classes that it shows; of a mask those of the foreground. */
  private final BitSet[] shown;

  private Folds(Cohort cohort, Splitting splitting, long seed, Audit audit) {
    this.cohort = cohort;
    this.splitting = splitting;
    this.seed = seed;
    this.units = Units.of(cohort, audit.duplicates());
    this.shown = cohort.examples().stream().map(e -> shown(e.target())).toArray(BitSet[]::new);
  }

  private static BitSet shown(Target target) {
    BitSet classes = new BitSet();
    if (target instanceof ClassLabel label) {
      classes.set(label.index());
    } else if (target instanceof Mask mask) {
      for (byte label : mask.labels()) {
        classes.set(label);
      }
      classes.clear(0);
    } else if (target instanceof Boxes boxes) {
      boxes.objects().forEach(object -> classes.set(object.label()));
    }
    return classes;
  }

  /**
   * The splits of a study.
   *
   * @param seed of the study
   * @param audit of this cohort; its duplicates are kept on one side
   * @throws DataException if a part would miss a class, or there are too few groups; gives the
   *     numbers
   */
  public static List<Split> of(Cohort cohort, Splitting splitting, long seed, Audit audit) {
    Folds folds = new Folds(cohort, splitting, seed, audit);
    folds.checkEnough();
    List<Split> splits =
        switch (splitting.kind()) {
          case OFFICIAL -> List.of(folds.official());
          case HOLDOUT -> List.of(folds.holdout());
          case FOLDS -> folds.repeated();
        };
    folds.checkClasses(splits);
    return splits;
  }

  /**
   * Divisions of the training part of {@code outer} alone: its validation and test parts are not
   * seen. They have no test part.
   *
   * @param holdout share of the training part that judges, where there are no folds
   * @param folds inner folds that judge in turn; 0 for the hold-out
   * @throws DataException if a part would miss a class; gives the numbers
   */
  public static List<Split> within(
      Cohort cohort, Split outer, double holdout, int folds, long seed, Audit audit) {
    Splitting asked =
        new Splitting(
            folds == 0 ? Splitting.Kind.HOLDOUT : Splitting.Kind.FOLDS, folds, 1, holdout, holdout);
    Folds within = new Folds(cohort, asked, seed, audit);
    String name = outer.name() + INNER;
    double[] shares = folds == 0 ? new double[] {holdout, 1 - holdout} : new double[folds];
    if (folds > 0) {
      Arrays.fill(shares, 1.0 / folds);
    }
    int[] bin =
        within.units.assign(
            outer.train(), shares, Streams.random(Streams.seed(seed, "split", name)));
    List<Split> inner = new ArrayList<>();
    for (int f = 0; f < Math.max(1, folds); f++) {
      int held = f;
      inner.add(
          new Split(
              folds == 0 ? name : name + (f + 1),
              IntStream.of(outer.train()).filter(i -> bin[i] != held).toArray(),
              IntStream.of(outer.train()).filter(i -> bin[i] == held).toArray(),
              new int[0]));
    }
    within.checkClasses(inner);
    requireNested(cohort, outer, inner);
    return inner;
  }

  /**
   * A split with a share of the training part of {@code outer}: whole patients, every kind of image
   * in its proportion. A smaller share is part of a larger one; validation and test stay.
   *
   * @param share of the training part, in (0, 1)
   * @throws DataException if the training part would miss a class; gives the numbers
   */
  public static Split share(Cohort cohort, Split outer, double share, long seed, Audit audit) {
    Folds folds =
        new Folds(cohort, new Splitting(Splitting.Kind.HOLDOUT, 0, 1, share, share), seed, audit);
    long order = Streams.seed(seed, "split", outer.name() + SHARE);
    String name = outer.name() + SHARE + Parameter.text(share);
    int[] train = folds.units.some(outer.train(), share, Streams.random(order));
    Split split = new Split(name, train, outer.validation(), outer.test());
    folds.checkClasses(List.of(split));
    return split;
  }

  /**
   * Refuses inner splits that show a search anything but the training part of their outer split, or
   * that judge by a patient they train on.
   *
   * @throws DataException naming the split, and an image that it may not see
   */
  static void requireNested(Cohort cohort, Split outer, List<Split> inner) {
    Set<Integer> train = new HashSet<>();
    IntStream.of(outer.train()).forEach(train::add);
    for (Split split : inner) {
      Set<String> trained = new HashSet<>();
      for (int i : split.train()) {
        trained.add(cohort.examples().get(i).group());
      }
      for (int i :
          IntStream.concat(IntStream.of(split.train()), IntStream.of(split.validation()))
              .toArray()) {
        if (!train.contains(i)) {
          throw leak(cohort, split, i, "is not in the training part of " + outer.name());
        }
      }
      for (int i : split.validation()) {
        if (trained.contains(cohort.examples().get(i).group())) {
          throw leak(cohort, split, i, "judges, and its patient is trained on");
        }
      }
    }
  }

  private static DataException leak(Cohort cohort, Split split, int example, String how) {
    return new DataException(
        split.name() + ": " + Shown.text(cohort.examples().get(example).id()) + " " + how);
  }

  private Split official() {
    int[] train = part(Parts.TRAIN);
    int[] validation = part(Parts.VALIDATION);
    int[] test = part(Parts.TEST);
    if (train.length + validation.length + test.length < cohort.size()
        || train.length == 0
        || test.length == 0) {
      throw new DataException(
          Shown.text(cohort.name())
              + ": has no official split into train and test ("
              + train.length
              + " train, "
              + validation.length
              + " validation, "
              + test.length
              + " test of "
              + cohort.size()
              + "); set folds: 5 or split: holdout");
    }
    return validation.length > 0
        ? new Split("official", train, validation, test)
        : withValidation("official", train, test);
  }

  private Split holdout() {
    int[] all = IntStream.range(0, cohort.size()).toArray();
    int[][] parts = divide(all, splitting.test(), "holdout");
    return withValidation("holdout", parts[0], parts[1]);
  }

  private List<Split> repeated() {
    int k = splitting.folds();
    int[] all = IntStream.range(0, cohort.size()).toArray();
    double[] shares = new double[k];
    Arrays.fill(shares, 1.0 / k);
    List<Split> splits = new ArrayList<>();
    for (int repeat = 1; repeat <= splitting.repeats(); repeat++) {
      int[] fold =
          units.assign(all, shares, Streams.random(Streams.seed(seed, "split", "repeat", repeat)));
      for (int f = 0; f < k; f++) {
        int held = f;
        int[] test = IntStream.of(all).filter(i -> fold[i] == held).toArray();
        int[] rest = IntStream.of(all).filter(i -> fold[i] != held).toArray();
        splits.add(withValidation("repeat" + repeat + "-fold" + (f + 1), rest, test));
      }
    }
    return splits;
  }

  private Split withValidation(String name, int[] rest, int[] test) {
    int[][] parts = divide(rest, splitting.validation(), name + "-validation");
    return new Split(name, parts[0], parts[1], test);
  }

  /** {what stays, the given share}. */
  private int[][] divide(int[] examples, double share, String purpose) {
    int[] bin =
        units.assign(
            examples,
            new double[] {1 - share, share},
            Streams.random(Streams.seed(seed, "split", purpose)));
    return new int[][] {
      IntStream.of(examples).filter(i -> bin[i] == 0).toArray(),
      IntStream.of(examples).filter(i -> bin[i] == 1).toArray()
    };
  }

  private int[] part(String part) {
    return IntStream.range(0, cohort.size())
        .filter(i -> cohort.examples().get(i).part().equals(part))
        .toArray();
  }

  private void checkEnough() {
    List<String> problems = new ArrayList<>();
    if (cohort.classes().size() < (cohort.boxed() ? 1 : 2)) {
      problems.add("there is only one class: " + Shown.text(cohort.classes().toString()));
    }
    int[] counts = counts(IntStream.range(0, cohort.size()).toArray());
    for (int c = first(); c < counts.length; c++) {
      if (counts[c] < 2) {
        problems.add(
            "class "
                + Shown.text(cohort.classes().get(c))
                + " has "
                + counts[c]
                + " images; it needs one in each part");
      }
    }
    int needed = splitting.kind() == Splitting.Kind.FOLDS ? Math.max(splitting.folds(), 2) : 2;
    if (splitting.kind() != Splitting.Kind.OFFICIAL && units.count() < needed) {
      problems.add(
          units.count() + " groups cannot be split into " + needed + " parts that share none");
    }
    refuse(problems);
  }

  private void checkClasses(List<Split> splits) {
    List<String> problems = new ArrayList<>();
    for (Split split : splits) {
      int[] train = counts(split.train());
      int[] validation = counts(split.validation());
      int[] test = counts(split.test());
      for (int c = first(); c < train.length; c++) {
        boolean missing = train[c] == 0 || validation[c] == 0;
        if (missing || (test[c] == 0 && split.test().length > 0)) {
          problems.add(
              split.name()
                  + ": class "
                  + Shown.text(cohort.classes().get(c))
                  + " has "
                  + train[c]
                  + " images in train, "
                  + validation[c]
                  + " in validation, "
                  + test[c]
                  + " in test; every part needs one");
        }
      }
    }
    refuse(problems);
  }

  private void refuse(List<String> problems) {
    if (!problems.isEmpty()) {
      throw new DataException(
          Shown.text(cohort.name()) + ": cannot be split as asked; use fewer folds or more data",
          problems);
    }
  }

  private int[] counts(int[] examples) {
    int[] counts = new int[cohort.classes().size()];
    for (int i : examples) {
      shown[i].stream().forEach(c -> counts[c]++);
    }
    return counts;
  }

  /** The first class that every part needs: the background of masks counts for nothing. */
  private int first() {
    return cohort.masked() ? 1 : 0;
  }
}
