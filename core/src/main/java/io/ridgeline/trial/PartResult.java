package io.ridgeline.trial;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Map;

/** What came of the examples of one part, in the form in which its task is judged. */
@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
@JsonSubTypes({
  @JsonSubTypes.Type(Predictions.class),
  @JsonSubTypes.Type(CaseScores.class),
  @JsonSubTypes.Type(Detections.class)
})
public sealed interface PartResult permits Predictions, CaseScores, Detections {
  /** Indexes into the cohort. */
  int[] examples();

  /** The number of examples. */
  int size();

  /** Every metric of the task over these examples, by name; undefined ones are NaN. */
  Map<String, Double> metrics();

  /** One of them. */
  double metric(String name);
}
