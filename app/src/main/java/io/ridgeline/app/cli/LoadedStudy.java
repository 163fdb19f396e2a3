package io.ridgeline.app.cli;

import io.ridgeline.StudyFileException;
import io.ridgeline.data.Audit;
import io.ridgeline.data.Cohort;
import io.ridgeline.data.CohortReader;
import io.ridgeline.data.DataSpec;
import io.ridgeline.data.Folds;
import io.ridgeline.data.Prepared;
import io.ridgeline.data.Split;
import io.ridgeline.data.phantom.PhantomGenerator;
import io.ridgeline.loss.Loss;
import io.ridgeline.model.Architecture;
import io.ridgeline.model.Model;
import io.ridgeline.regularize.Catalog;
import io.ridgeline.regularize.Regularizer;
import io.ridgeline.study.StudyPlan;
import io.ridgeline.study.StudySpec;
import io.ridgeline.train.Start;
import io.ridgeline.train.TrainingRunner;
import io.ridgeline.trial.Arm;
import io.ridgeline.tune.Tuning;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A study with its data in memory, audited, split and prepared.
 *
 * @param spec what to do
 * @param cohort the images as decoded
 * @param audit what is wrong with them
 * @param splits in their order
 * @param inner by split, the divisions of its training part that judge a search; empty lists if the
 *     study is not tuned
 * @param shares by split, those with a share of its training part, rising; empty lists if the study
 *     asks for no learning curve
 * @param prepared the images as a model sees them
 * @param hash content hash of the prepared images and their splits
 * @param start whose weights every trial starts from; null for random ones
 */
record LoadedStudy(
    StudySpec spec,
    Cohort cohort,
    Audit audit,
    List<Split> splits,
    Map<String, List<Split>> inner,
    Map<String, List<Split>> shares,
    Prepared prepared,
    String hash,
    @Nullable Start start) {

  /**
   * Reads the data, and the model to start from.
   *
   * @throws io.ridgeline.StudyFileException if there is no such model, or none of its kernels fits
   * @throws io.ridgeline.StoreException if it is not what was written
   * @throws io.ridgeline.DataException if they cannot be used, or leak between the parts and the
   *     study does not allow it
   */
  static LoadedStudy of(StudySpec spec) {
    DataSpec data = spec.data();
    Cohort cohort = cohort(data);
    List<Split> splits = Folds.of(cohort, data.splitting(), spec.seed(), Audit.of(cohort));
    Audit audit = Audit.of(cohort, splits);
    audit.require(data.allowLeakage());
    Prepared prepared = Prepared.of(cohort, data.preparation());
    // Only declares weights: an architecture that does not fit the images is refused before any
    // trial.
    Architecture architecture = Architecture.of(spec.model());
    for (Arm arm : spec.arms()) {
      for (Regularizer method : Catalog.create(arm.methods())) {
        method
            .refuses(architecture)
            .ifPresent(
                why -> {
                  throw new StudyFileException("arms." + arm.name() + ": " + why);
                });
      }
    }
    int outputs = Loss.named(spec.training().loss()).outputs(cohort.classes().size());
    Model model = architecture.build(prepared.shape(), outputs);
    Start start = spec.start() == null ? null : Start.read(spec.start());
    if (start != null) {
      start.require(model);
    }
    return new LoadedStudy(
        spec,
        cohort,
        audit,
        splits,
        inner(spec, cohort, splits, audit),
        shares(spec, cohort, splits, audit),
        prepared,
        prepared.hash(splits),
        start);
  }

  private static Map<String, List<Split>> inner(
      StudySpec spec, Cohort cohort, List<Split> splits, Audit audit) {
    Tuning tuning = spec.tuning();
    Map<String, List<Split>> inner = new LinkedHashMap<>();
    for (Split split : splits) {
      inner.put(
          split.name(),
          tuning == null
              ? List.of()
              : Folds.within(cohort, split, tuning.holdout(), tuning.folds(), spec.seed(), audit));
    }
    return inner;
  }

  private static Map<String, List<Split>> shares(
      StudySpec spec, Cohort cohort, List<Split> splits, Audit audit) {
    Map<String, List<Split>> shares = new LinkedHashMap<>();
    for (Split split : splits) {
      shares.put(
          split.name(),
          spec.learningCurve().stream()
              .map(share -> Folds.share(cohort, split, share, spec.seed(), audit))
              .toList());
    }
    return shares;
  }

  /** By split, those with shares of its training part, itself last. */
  List<List<Split>> curve() {
    return splits.stream()
        .map(
            s ->
                Stream.concat(Objects.requireNonNull(shares.get(s.name())).stream(), Stream.of(s))
                    .toList())
        .toList();
  }

  static Cohort cohort(DataSpec data) {
    return data.source() == null
        ? PhantomGenerator.generate(data.phantom(), data.task())
        : CohortReader.read(data);
  }

  StudyPlan plan() {
    List<StudyPlan.SplitNames> names =
        splits.stream()
            .map(s -> new StudyPlan.SplitNames(s.name(), names(inner, s), names(shares, s)))
            .toList();
    return StudyPlan.of(spec, names, Catalog.descriptors(), hash, startHash());
  }

  private static List<String> names(Map<String, List<Split>> bySplit, Split split) {
    return Objects.requireNonNull(bySplit.get(split.name())).stream().map(Split::name).toList();
  }

  /** Content hash of the starting weights, or an empty string. */
  String startHash() {
    return start == null ? "" : start.hash();
  }

  TrainingRunner runner() {
    return new TrainingRunner(
        spec.task(),
        prepared,
        Stream.of(List.of(splits), inner.values(), shares.values())
            .flatMap(Collection::stream)
            .flatMap(List::stream)
            .toList(),
        start,
        new TrainingRunner.Origin(spec.name(), spec.hash(), Versions.all()));
  }
}
