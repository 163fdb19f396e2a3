package io.ridgeline.metric;

import io.ridgeline.data.Box;
import io.ridgeline.data.LabelledBox;
import io.ridgeline.metric.MatchedPool.Matches;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** The detections of one class in all examples, sorted by score and matched, once. */
final class MatchedClass {
  /** What a hit takes in FROC and by the rule of Pascal VOC. */
  static final double HALF = 0.5;

  /** COCO's thresholds of overlap, 0.5, 0.55 ... 0.95. */
  static final int THRESHOLDS = 10;

  /** COCO looks at so many detections of a class in an image. */
  private static final int MOST = 100;

  private static final byte FREE = 0;
  private static final byte HIT = 1;
  private static final byte IGNORED = 2;

  private final int[] examples;
  private final int[] ranks;
  private final double[] scores;
  private final MatchedPool voc;
  private final Map<ObjectSize, MatchedPool> coco;

  MatchedClass(List<DetectionCase> cases, int label) {
    List<InImage> images = new ArrayList<>();
    for (DetectionCase one : cases) {
      images.add(InImage.of(one, label));
    }
    // By falling score; of equal scores by example, then by rank within the example.
    Ranking ranking =
        Ranking.of(images.stream().flatMapToDouble(i -> Arrays.stream(i.scores)).toArray());
    int[] order = ranking.order();
    scores = ranking.scores();
    int[] example = new int[order.length];
    int[] rank = new int[order.length];
    int next = 0;
    for (int i = 0; i < images.size(); i++) {
      for (int r : images.get(i).ranks) {
        example[next] = i;
        rank[next++] = r;
      }
    }
    examples = Arrays.stream(order).map(j -> example[j]).toArray();
    ranks = Arrays.stream(order).map(j -> rank[j]).toArray();
    voc = new MatchedPool(truths(images, box -> true), all(order.length), voc(images, order));
    coco = new EnumMap<>(ObjectSize.class);
    for (ObjectSize size : ObjectSize.values()) {
      coco.put(size, coco(images, order, size));
    }
  }

  /** As numpy's linspace gives it, on which pycocotools relies. */
  static double threshold(int t) {
    return t == THRESHOLDS - 1 ? 0.95 : 0.5 + t * ((0.95 - 0.5) / 9);
  }

  /** Examples of the detections, by falling score. */
  int[] examples() {
    return examples;
  }

  /** Their ranks among all detections of their example. */
  int[] ranks() {
    return ranks;
  }

  /** Their scores. */
  double[] scores() {
    return scores;
  }

  /** All, with the one threshold one half. */
  MatchedPool voc() {
    return voc;
  }

  /** Those of a size, with COCO's thresholds. */
  MatchedPool coco(ObjectSize size) {
    return Objects.requireNonNull(coco.get(size));
  }

  private static boolean[] all(int length) {
    boolean[] all = new boolean[length];
    Arrays.fill(all, true);
    return all;
  }

  private static int[] truths(List<InImage> images, Predicate<Box> wanted) {
    return images.stream()
        .mapToInt(i -> (int) Arrays.stream(i.truths).filter(wanted).count())
        .toArray();
  }

  private static Matches[] voc(List<InImage> images, int[] order) {
    byte[] states = new byte[order.length];
    int next = 0;
    for (InImage image : images) {
      for (int found : BoxMatching.voc(image.overlaps, HALF)) {
        states[next++] = found == BoxMatching.NONE ? FREE : HIT;
      }
    }
    return new Matches[] {matches(states, order)};
  }

  private static MatchedPool coco(List<InImage> images, int[] order, ObjectSize size) {
    byte[][] states = new byte[THRESHOLDS][order.length];
    boolean[] counted = new boolean[order.length];
    int first = 0;
    for (InImage image : images) {
      int looked = Math.min(image.found.length, MOST);
      double[][] overlaps = Arrays.copyOf(image.overlaps, looked);
      boolean[] ignored = new boolean[image.truths.length];
      for (int t = 0; t < ignored.length; t++) {
        ignored[t] = !size.holds(image.truths[t]);
      }
      for (int t = 0; t < THRESHOLDS; t++) {
        int[] found = BoxMatching.coco(overlaps, ignored, threshold(t));
        for (int d = 0; d < looked; d++) {
          states[t][first + d] =
              found[d] == BoxMatching.NONE ? FREE : ignored[found[d]] ? IGNORED : HIT;
        }
      }
      for (int d = 0; d < looked; d++) {
        counted[first + d] = size.holds(image.found[d]);
      }
      first += image.found.length;
    }
    boolean[] sorted = new boolean[order.length];
    for (int i = 0; i < order.length; i++) {
      sorted[i] = counted[order[i]];
    }
    return new MatchedPool(
        truths(images, size::holds),
        sorted,
        Arrays.stream(states).map(s -> matches(s, order)).toArray(Matches[]::new));
  }

  private static Matches matches(byte[] states, int[] order) {
    int[] at = IntStream.range(0, order.length).filter(i -> states[order[i]] != FREE).toArray();
    boolean[] hit = new boolean[at.length];
    for (int i = 0; i < hit.length; i++) {
      hit[i] = states[order[at[i]]] == HIT;
    }
    return new Matches(at, hit);
  }

  /** What there is of the class in one image, detections by falling score. */
  private static final class InImage {
    private final Box[] truths;
    private final Box[] found;
    private final double[] scores;
    private final int[] ranks;
    private final double[][] overlaps;

    private InImage(Box[] truths, ScoredBox[] sorted, int[] ranks) {
      this.truths = truths;
      this.ranks = ranks;
      found = Arrays.stream(sorted).map(ScoredBox::box).toArray(Box[]::new);
      scores = Arrays.stream(sorted).mapToDouble(ScoredBox::score).toArray();
      overlaps = new double[found.length][truths.length];
      for (int d = 0; d < found.length; d++) {
        for (int t = 0; t < truths.length; t++) {
          overlaps[d][t] = found[d].overlap(truths[t]);
        }
      }
    }

    static InImage of(DetectionCase one, int label) {
      List<ScoredBox> found = one.found();
      int[] byScore = Ranking.of(found.stream().mapToDouble(ScoredBox::score).toArray()).order();
      int[] ranks =
          IntStream.range(0, byScore.length)
              .filter(rank -> found.get(byScore[rank]).label() == label)
              .toArray();
      return new InImage(
          one.truth().stream()
              .filter(truth -> truth.label() == label)
              .map(LabelledBox::box)
              .toArray(Box[]::new),
          Arrays.stream(ranks).mapToObj(r -> found.get(byScore[r])).toArray(ScoredBox[]::new),
          ranks);
    }
  }
}
