package io.ridgeline.metric;

/**
 * Objects and detections of one class that are judged together: those of one size, or all.
 *
 * @param truths the number of objects in each example
 * @param counted whether each detection, by falling score, is false if it finds nothing
 * @param matches which detections found something, by threshold of overlap
 */
record MatchedPool(int[] truths, boolean[] counted, Matches[] matches) {
  /**
   * The detections that found something at one threshold.
   *
   * @param at their places by falling score, rising
   * @param hit whether what they found is one of the pool; another detection is neither right nor
   *     false
   */
  record Matches(int[] at, boolean[] hit) {}
}
