package io.ridgeline.trial;

import io.ridgeline.data.Box;
import io.ridgeline.data.LabelledBox;
import io.ridgeline.metric.DetectionCase;
import io.ridgeline.metric.DetectionMetrics;
import io.ridgeline.metric.MatchedDetections;
import io.ridgeline.metric.ScoredBox;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The objects in the images of one part, and those that a model found there.
 *
 * <p>Boxes are rows of numbers, end to end. What was found is rounded when the record is made, not
 * when it is written: whatever is reckoned of a record read back is the same to the bit.
 *
 * @param examples indexes into the cohort
 * @param classes the number of classes
 * @param truths a row an example; of each object left, top, right, bottom and class
 * @param found a row an example; of each detection left, top, right, bottom, class and score
 */
public record Detections(int[] examples, int classes, double[][] truths, double[][] found)
    implements PartResult {
  private static final int TRUTH = 5;
  private static final int FOUND = 6;

  /** Parts of a pixel that are kept of what was found. */
  private static final double PARTS = 100;

  /** Digits that are kept of a score. */
  private static final MathContext DIGITS = new MathContext(6);

  /**
   * Checks the rows.
   *
   * @throws IllegalArgumentException if an example has not one row of each kind, or a row is not
   *     made of whole boxes
   */
  public Detections {
    check(truths, examples.length, TRUTH);
    check(found, examples.length, FOUND);
  }

  private static void check(double[][] rows, int examples, int width) {
    if (rows.length != examples) {
      throw new IllegalArgumentException(rows.length + " rows of boxes for " + examples);
    }
    for (double[] row : rows) {
      if (row.length % width != 0) {
        throw new IllegalArgumentException(
            "a row of " + row.length + " numbers; a box has " + width);
      }
    }
  }

  /**
   * The same of cases, with what was found rounded: edges to a hundredth of a pixel, of which a box
   * keeps at least one across and down, and scores to six digits.
   *
   * @param examples indexes into the cohort
   * @param cases one an example
   */
  public static Detections of(int[] examples, List<DetectionCase> cases, int classes) {
    return new Detections(
        examples,
        classes,
        cases.stream().map(Detections::truths).toArray(double[][]::new),
        cases.stream().map(Detections::found).toArray(double[][]::new));
  }

  private static double[] truths(DetectionCase one) {
    return one.truth().stream()
        .map(
            t ->
                new double[] {
                  t.box().left(), t.box().top(), t.box().right(), t.box().bottom(), t.label()
                })
        .flatMapToDouble(Arrays::stream)
        .toArray();
  }

  private static double[] found(DetectionCase one) {
    return one.found().stream()
        .map(f -> found(f.box(), f.label(), f.score()))
        .flatMapToDouble(Arrays::stream)
        .toArray();
  }

  private static double[] found(Box box, int label, double score) {
    long left = Math.round(box.left() * PARTS);
    long top = Math.round(box.top() * PARTS);
    long right = Math.max(Math.round(box.right() * PARTS), left + 1);
    long bottom = Math.max(Math.round(box.bottom() * PARTS), top + 1);
    double kept =
        Double.isFinite(score) ? new BigDecimal(score).round(DIGITS).doubleValue() : score;
    return new double[] {left / PARTS, top / PARTS, right / PARTS, bottom / PARTS, label, kept};
  }

  @Override
  public int size() {
    return examples.length;
  }

  @Override
  public Detections only(IntPredicate wanted) {
    int[] rows = PartResult.rows(examples, wanted);
    return new Detections(
        Arrays.stream(rows).map(i -> examples[i]).toArray(),
        classes,
        Arrays.stream(rows).mapToObj(i -> truths[i]).toArray(double[][]::new),
        Arrays.stream(rows).mapToObj(i -> found[i]).toArray(double[][]::new));
  }

  /** One case an example. */
  public List<DetectionCase> cases() {
    return IntStream.range(0, size()).mapToObj(this::at).toList();
  }

  private DetectionCase at(int row) {
    List<LabelledBox> objects = new ArrayList<>();
    for (int i = 0; i < truths[row].length; i += TRUTH) {
      objects.add(new LabelledBox(box(truths[row], i), (int) truths[row][i + 4]));
    }
    List<ScoredBox> boxes = new ArrayList<>();
    for (int i = 0; i < found[row].length; i += FOUND) {
      boxes.add(new ScoredBox(box(found[row], i), (int) found[row][i + 4], found[row][i + 5]));
    }
    return new DetectionCase(objects, boxes);
  }

  private static Box box(double[] row, int i) {
    return new Box(row[i], row[i + 1], row[i + 2], row[i + 3]);
  }

  /** All of them, matched: what metrics and curves are read off. */
  public MatchedDetections matched() {
    return new MatchedDetections(cases(), classes);
  }

  /**
   * Some examples, matched, in that order.
   *
   * @param wanted indexes into the cohort
   * @throws IllegalArgumentException if an example is not among these
   */
  public MatchedDetections of(int[] wanted) {
    Map<Integer, Integer> rows = new HashMap<>();
    for (int i = 0; i < examples.length; i++) {
      rows.put(examples[i], i);
    }
    List<DetectionCase> cases = new ArrayList<>();
    for (int example : wanted) {
      Integer row = rows.get(example);
      if (row == null) {
        throw new IllegalArgumentException("no detections of example " + example);
      }
      cases.add(at(row));
    }
    return new MatchedDetections(cases, classes);
  }

  @Override
  public Map<String, Double> metrics() {
    return matched().all();
  }

  @Override
  public double metric(String name) {
    return matched().of(DetectionMetrics.metric(name));
  }

  /** One of them on each class; NaN where there is no object that it asks for. */
  public double[] byClass(String name) {
    return matched().byClass(DetectionMetrics.metric(name));
  }
}
