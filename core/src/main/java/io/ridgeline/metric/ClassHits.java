package io.ridgeline.metric;

import io.ridgeline.metric.MatchedPool.Matches;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What is found of one class on one resample of the examples.
 *
 * <p>The weights of detections are added up along the ranking once a pool; each threshold then
 * looks only at the few detections that found something there.
 */
public final class ClassHits {
  private final MatchedClass matched;
  private final int[] counts;
  private final long images;
  private final Map<ObjectSize, Weighted> coco = new EnumMap<>(ObjectSize.class);

  /**
   * Weighs a class.
   *
   * @param counts how often each example is in the resample
   */
  ClassHits(MatchedClass matched, int[] counts) {
    this.matched = matched;
    this.counts = counts;
    images = Arrays.stream(counts).asLongStream().sum();
  }

  /** The number of examples in the resample. */
  long images() {
    return images;
  }

  /** By the rule of Pascal VOC at an overlap of one half. */
  Hits voc() {
    return new Weighted(matched.voc()).hits(0);
  }

  /** By COCO's rule at one of its thresholds. */
  Hits coco(ObjectSize size, int threshold) {
    return coco.computeIfAbsent(size, s -> new Weighted(matched.coco(s))).hits(threshold);
  }

  /** The mean over COCO's thresholds. */
  double mean(ObjectSize size, ToDoubleFunction<Hits> number) {
    double sum = 0;
    for (int t = 0; t < MatchedClass.THRESHOLDS; t++) {
      sum += number.applyAsDouble(coco(size, t));
    }
    return sum / MatchedClass.THRESHOLDS;
  }

  /** A pool with the weights of its detections added up along the ranking. */
  private final class Weighted {
    private final MatchedPool pool;
    private final long truths;
    private final long[] weights;

    Weighted(MatchedPool pool) {
      this.pool = pool;
      long sum = 0;
      for (int i = 0; i < counts.length; i++) {
        sum += (long) counts[i] * pool.truths()[i];
      }
      truths = sum;
      int[] examples = matched.examples();
      weights = new long[examples.length];
      long upTo = 0;
      for (int i = 0; i < weights.length; i++) {
        upTo += pool.counted()[i] ? counts[examples[i]] : 0;
        weights[i] = upTo;
      }
    }

    Hits hits(int threshold) {
      Matches matches = pool.matches()[threshold];
      int[] at = matches.at();
      long[] found = new long[at.length];
      long[] falsePositives = new long[at.length];
      int steps = 0;
      long hit = 0;
      // Of the weights so far, those that are not false: whoever found something.
      long excused = 0;
      for (int i = 0; i < at.length; i++) {
        long weight = counts[matched.examples()[at[i]]];
        excused += pool.counted()[at[i]] ? weight : 0;
        if (matches.hit()[i] && weight > 0) {
          hit += weight;
          found[steps] = hit;
          falsePositives[steps++] = weights[at[i]] - excused;
        }
      }
      return new Hits(truths, Arrays.copyOf(found, steps), Arrays.copyOf(falsePositives, steps));
    }
  }
}
