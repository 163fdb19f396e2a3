package io.ridgeline.report.svg;

import io.ridgeline.data.Box;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Where the labels of boxes stand in an image: above or below, else within; where two would lie
 * over each other, the later one moves if it finds room.
 */
final class LabelPlaces {
  private static final int GAP = 3;
  private static final int LETTERS_HIGH = 9;
  private static final int LETTER_WIDE = 7;

  /**
   * One place, in pixels.
   *
   * @param x of the first letter's left end
   * @param y of the letters' feet
   */
  record Place(double x, double y) {}

  private final int width;
  private final int height;
  private final List<Box> taken = new ArrayList<>();

  /** An image of that size without labels. */
  LabelPlaces(int width, int height) {
    this.width = width;
    this.height = height;
  }

  /**
   * Places a label.
   *
   * @param box in pixels of the panel
   * @param letters of the label
   * @param below whether it stands rather below the box than above it
   */
  Place next(Box box, int letters, boolean below) {
    double wide = (double) LETTER_WIDE * letters;
    double above = box.top() - GAP;
    double under = box.bottom() + GAP + LETTERS_HIGH;
    double inside = Math.max(0, box.top()) + GAP + LETTERS_HIGH;
    double[] feet =
        DoubleStream.of(below ? under : above, below ? above : under, inside)
            .filter(y -> y > LETTERS_HIGH && y < height - 1)
            .toArray();
    List<Box> places = new ArrayList<>();
    for (double y : feet) {
      for (double left : new double[] {box.left(), box.right() - wide}) {
        double x = Math.max(1, Math.min(left, width - wide));
        places.add(new Box(x, y - LETTERS_HIGH, x + wide, y));
      }
    }
    Box place =
        places.stream()
            .filter(p -> taken.stream().noneMatch(t -> t.intersection(p) > 0))
            .findFirst()
            .orElseGet(() -> first(places, inside, wide));
    taken.add(place);
    return new Place(place.left(), place.bottom());
  }

  private static Box first(List<Box> places, double inside, double wide) {
    return places.isEmpty() ? new Box(1, inside - LETTERS_HIGH, 1 + wide, inside) : places.get(0);
  }
}
