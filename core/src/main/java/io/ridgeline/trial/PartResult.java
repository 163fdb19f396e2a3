package io.ridgeline.trial;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

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

  /**
   * What came of some of them, in the same order.
   *
   * @param wanted which indexes into the cohort
   */
  PartResult only(IntPredicate wanted);

  /** Every metric of the task over these examples, by name; undefined ones are NaN. */
  Map<String, Double> metrics();

  /** One of them. */
  double metric(String name);

  /** The rows of some examples. */
  static int[] rows(int[] examples, IntPredicate wanted) {
    return IntStream.range(0, examples.length).filter(i -> wanted.test(examples[i])).toArray();
  }
}
