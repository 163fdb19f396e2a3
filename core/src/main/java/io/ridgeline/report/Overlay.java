package io.ridgeline.report;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A test case with its masks, to be drawn over its image.
 *
 * @param what the case stands for, such as {@code worst}
 * @param example its id
 * @param value its value of the deciding metric with the chosen arm
 * @param depth slices of the whole image; 1 if it is flat
 * @param slices those that can be looked at, in order
 */
public record Overlay(String what, String example, double value, int depth, List<Slice> slices) {
  private static final int PRINTED = 3;

  /** Copies the list; refuses a case without a slice. */
  public Overlay {
    slices = List.copyOf(slices);
    if (slices.isEmpty()) {
      throw new IllegalArgumentException(example + ": a case without a slice");
    }
  }

  /**
   * One slice.
   *
   * @param z its place in the image, from 0
   * @param width in pixels
   * @param height in pixels
   * @param grey H·W brightnesses, 0 to 255 without sign
   * @param truth H·W true classes
   * @param chosen H·W classes that the chosen arm's model gave
   * @param baseline H·W classes that the baseline's model gave; empty if it is the chosen one
   */
  public record Slice(
      int z, int width, int height, byte[] grey, byte[] truth, byte[] chosen, byte[] baseline) {

    private boolean hasForeground() {
      return IntStream.range(0, truth.length).anyMatch(i -> truth[i] != 0);
    }
  }

  /** At most three, evenly among those with true foreground; the middle one if none has any. */
  List<Slice> printed() {
    List<Slice> there = slices.stream().filter(Slice::hasForeground).toList();
    if (there.isEmpty()) {
      return List.of(slices.get(slices.size() / 2));
    }
    int n = Math.min(PRINTED, there.size());
    return IntStream.range(0, n)
        .mapToObj(i -> there.get((2 * i + 1) * there.size() / (2 * n)))
        .toList();
  }

  /**
   * The slices of a volume that are worth a look: from two before the first with foreground of any
   * of the masks to two after the last, evenly thinned to {@code most}; all if there is no
   * foreground.
   *
   * @param masks each D·plane classes, or empty
   * @param plane pixels of a slice
   */
  public static int[] worthwhile(int depth, int plane, int most, byte[]... masks) {
    int[] marked =
        IntStream.range(0, depth)
            .filter(
                z ->
                    Stream.of(masks)
                        .filter(mask -> mask.length > 0)
                        .anyMatch(
                            mask ->
                                IntStream.range(z * plane, (z + 1) * plane)
                                    .anyMatch(i -> mask[i] != 0)))
            .toArray();
    int first = marked.length == 0 ? 0 : Math.max(0, marked[0] - 2);
    int last = marked.length == 0 ? depth - 1 : Math.min(depth - 1, marked[marked.length - 1] + 2);
    int n = Math.min(most, last - first + 1);
    int[] chosen = new int[n];
    Arrays.setAll(chosen, i -> first + (2 * i + 1) * (last - first + 1) / (2 * n));
    return chosen;
  }
}
