package io.ridgeline.app.cli;

import io.ridgeline.data.Example;
import io.ridgeline.data.Mask;
import io.ridgeline.deploy.Predictor;
import io.ridgeline.image.Image;
import io.ridgeline.report.Exemplar;
import io.ridgeline.report.Overlay;
import io.ridgeline.study.StoredTrials;
import io.ridgeline.study.StudyResults;
import io.ridgeline.trial.CaseScores;
import io.ridgeline.trial.Part;
import io.ridgeline.trial.TrialRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Test cases with the masks that the study's own models draw. */
final class Overlays {
  /** Pixels of all slices of a volume together, so that the page stays light. */
  private static final int PIXELS = 1 << 21;

  private final LoadedStudy study;
  private final StoredTrials stored;
  private final List<TrialRecord> records;

  private Overlays(LoadedStudy study, StoredTrials stored, List<TrialRecord> records) {
    this.study = study;
    this.stored = stored;
    this.records = records;
  }

  /** The best, the median and the worst case of the chosen arm; none unless masks are drawn. */
  static List<Overlay> of(
      LoadedStudy study, StoredTrials stored, List<TrialRecord> records, StudyResults results) {
    List<Overlay> overlays = new ArrayList<>();
    Overlays maker = new Overlays(study, stored, records);
    for (Exemplar exemplar : Exemplar.of(results, records)) {
      overlays.add(maker.of(exemplar, results));
    }
    return overlays;
  }

  private Overlay of(Exemplar exemplar, StudyResults results) {
    Example example = study.cohort().examples().get(exemplar.example());
    Image image = example.image();
    byte[] truth = example.target() instanceof Mask mask ? mask.labels() : new byte[0];
    String chosen = results.best() == null ? "" : results.best().arm();
    String baseline = study.spec().baseline();
    byte[] ours = drawn(chosen, exemplar.example(), image);
    byte[] theirs =
        chosen.equals(baseline) ? new byte[0] : drawn(baseline, exemplar.example(), image);
    byte[] grey = grey(image);
    int size = image.height() * image.width();
    List<Overlay.Slice> slices = new ArrayList<>();
    int most = Math.max(3, PIXELS / size);
    for (int z : Overlay.worthwhile(image.depth(), size, most, truth, ours, theirs)) {
      int from = z * size;
      slices.add(
          new Overlay.Slice(
              z,
              image.width(),
              image.height(),
              Arrays.copyOfRange(grey, from, from + size),
              Arrays.copyOfRange(truth, from, from + size),
              Arrays.copyOfRange(ours, from, from + size),
              theirs.length == 0 ? theirs : Arrays.copyOfRange(theirs, from, from + size)));
    }
    return new Overlay(exemplar.what(), example.id(), exemplar.value(), image.depth(), slices);
  }

  /** By the model of the first trial of the arm that tested the example; empty if none did. */
  private byte[] drawn(String arm, int example, Image image) {
    for (TrialRecord record : records) {
      if (record.spec().arm().name().equals(arm)
          && record.predictions().get(Part.TEST) instanceof CaseScores cases
          && Arrays.stream(cases.examples()).anyMatch(e -> e == example)) {
        try (Predictor predictor =
            Predictor.open(stored.folder(record.spec().key()).resolve("model"))) {
          return predictor.segment(image);
        }
      }
    }
    return new byte[0];
  }

  /** The mean of the channels, from the image's darkest to its brightest value. */
  private static byte[] grey(Image image) {
    int plane = image.plane();
    double[] mean = new double[plane];
    for (int i = 0; i < image.values().length; i++) {
      mean[i % plane] += image.values()[i] / image.channels();
    }
    double low = Arrays.stream(mean).min().orElse(0);
    double high = Arrays.stream(mean).max().orElse(1);
    byte[] grey = new byte[plane];
    for (int i = 0; i < plane; i++) {
      grey[i] = (byte) Math.round(high > low ? 255 * (mean[i] - low) / (high - low) : 0);
    }
    return grey;
  }
}
