package io.ridgeline.app.cli;

import io.ridgeline.data.Cohort;
import io.ridgeline.data.Example;
import io.ridgeline.report.BoxExemplar;
import io.ridgeline.report.BoxPicture;
import io.ridgeline.study.StudyResults;
import io.ridgeline.trial.TrialRecord;
import java.util.ArrayList;
import java.util.List;

/** Test images with the boxes that the study's own models found there, as the journal has them. */
final class BoxPictures {
  private BoxPictures() {}

  /** The best, the median and the worst images of the chosen arm; none unless boxes are found. */
  static List<BoxPicture> of(Cohort cohort, List<TrialRecord> records, StudyResults results) {
    List<BoxPicture> pictures = new ArrayList<>();
    for (BoxExemplar exemplar : BoxExemplar.of(results, records)) {
      Example example = cohort.examples().get(exemplar.example());
      pictures.add(BoxPicture.of(exemplar.what(), example.id(), example.image(), exemplar.boxes()));
    }
    return pictures;
  }
}
