package io.ridgeline.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ridgeline.data.Box;
import io.ridgeline.data.Boxes;
import io.ridgeline.data.Cohort;
import io.ridgeline.data.Example;
import io.ridgeline.data.LabelledBox;
import io.ridgeline.image.Image;
import io.ridgeline.metric.DetectionCase;
import io.ridgeline.metric.ScoredBox;
import io.ridgeline.report.BoxPicture;
import io.ridgeline.study.StudyResults;
import io.ridgeline.trial.Arm;
import io.ridgeline.trial.Detections;
import io.ridgeline.trial.Part;
import io.ridgeline.trial.Setting;
import io.ridgeline.trial.TrainingSpec;
import io.ridgeline.trial.TrialOutcome;
import io.ridgeline.trial.TrialRecord;
import io.ridgeline.trial.TrialSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Three images with an object each: the second is found, the third is missed. */
class BoxPicturesTest {
  private static final Setting ANY = new Setting("any", Map.of());
  private static final LabelledBox OBJECT = new LabelledBox(new Box(1, 1, 3, 3), 0);

  private static Cohort cohort() {
    List<Example> examples = new ArrayList<>();
    for (String id : List.of("a", "b", "c")) {
      Image image = new Image(1, 4, 4 + examples.size(), 1, new float[4 * (4 + examples.size())]);
      Boxes boxes = new Boxes(List.of(OBJECT), 0);
      examples.add(new Example(id, id, image, boxes, "", Map.of()));
    }
    return new Cohort("a", List.of("polyp"), List.of("all"), examples, false, List.of());
  }

  private static TrialRecord trial() {
    Detections found =
        Detections.of(
            new int[] {1, 2},
            List.of(
                new DetectionCase(List.of(OBJECT), List.of(new ScoredBox(OBJECT.box(), 0, 0.9))),
                new DetectionCase(List.of(OBJECT), List.of())),
            1);
    TrainingSpec training = new TrainingSpec(ANY, 1, ANY, "focal-giou", 1, 1);
    return new TrialRecord(
        new TrialSpec(
            new Arm("none", List.of()), "holdout", 0, 1, ANY, training, "ap50", "", "", 1),
        new TrialOutcome.Completed(1, 1, ""),
        List.of(),
        Map.of(Part.TEST, found),
        Map.of(),
        Map.of(),
        1,
        new TrialRecord.Timing(1, 1));
  }

  @Test
  void everyPictureIsOfTheExampleThatWasTested() {
    StudyResults results =
        new StudyResults(
            "a",
            "detection",
            "ap50",
            "",
            false,
            List.of("polyp"),
            List.of(),
            new StudyResults.Best("none", "validation", 1));
    List<BoxPicture> pictures = BoxPictures.of(cohort(), List.of(trial()), results);
    assertEquals(List.of("Best", "Worst"), pictures.stream().map(BoxPicture::what).toList());
    assertEquals(List.of("b", "c"), pictures.stream().map(BoxPicture::example).toList());
    assertEquals(List.of(5, 6), pictures.stream().map(BoxPicture::width).toList());
    assertEquals(1, pictures.get(0).boxes().hits().size());
    assertEquals(List.of(OBJECT), pictures.get(1).boxes().missed());
  }
}
