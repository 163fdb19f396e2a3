package io.ridgeline.data;

import io.ridgeline.DataException;
import io.ridgeline.image.Image;
import io.ridgeline.image.Shown;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A box as it stands in a file, before its class is known and its edges are held against its image.
 *
 * @param label of its class as stored
 * @param left in pixels of the image, as are the other edges
 * @param top of the upper edge
 * @param right beyond the left, or the box has no area
 * @param bottom beyond the top
 * @param place where it stands, for messages
 */
record StoredBox(String label, double left, double top, double right, double bottom, String place) {
  /** Pixels by which edges may lie outside: rounding, or rows and columns counted from 1. */
  private static final double ROUNDING = 1;

  private static final Predicate<String> NUMBER =
      Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?").asMatchPredicate();

  /**
   * The number in a text.
   *
   * @param name of what it is
   * @throws DataException if it is none
   */
  static double number(String name, String text, String place) {
    double number = NUMBER.test(text.strip()) ? Double.parseDouble(text.strip()) : Double.NaN;
    if (!Double.isFinite(number)) {
      throw new DataException(
          place
              + ": "
              + name
              + (text.isBlank()
                  ? " is missing; give the box's edges in pixels"
                  : " is '" + Shown.text(text.strip()) + "', which is no number"));
    }
    return number;
  }

  /** Why the box is of no use, whatever its image; empty if it has an area. */
  Optional<String> withoutArea() {
    boolean inverted = right < left || bottom < top;
    return right > left && bottom > top
        ? Optional.empty()
        : Optional.of(
            inverted
                ? words() + " ends before it begins; give the smaller number first"
                : words() + " has no area; correct it or delete it");
  }

  /** Why the box does not belong to its image; empty if it lies within, but for rounding. */
  Optional<String> outside(Image image) {
    double over = Math.max(right - image.width(), bottom - image.height());
    double by = Math.max(Math.max(-left, -top), over);
    return by <= ROUNDING && within(image).isPresent()
        ? Optional.empty()
        : Optional.of(
            words()
                + " reaches "
                + text(by)
                + " pixels out of the image of "
                + image.size()
                + " (height x width); correct it or delete it");
  }

  /** What of the box lies in its image; empty if nothing does. */
  Optional<StoredBox> within(Image image) {
    return Box.within(left, top, right, bottom, image.width(), image.height())
        .map(b -> new StoredBox(label, b.left(), b.top(), b.right(), b.bottom(), place));
  }

  /** The box with a class, once that is known. */
  LabelledBox labelled(int index) {
    return new LabelledBox(new Box(left, top, right, bottom), index);
  }

  private String words() {
    return place
        + ": the box of '"
        + Shown.text(label)
        + "' from "
        + text(left)
        + ", "
        + text(top)
        + " to "
        + text(right)
        + ", "
        + text(bottom);
  }

  private static String text(double value) {
    boolean whole = value == Math.rint(value) && Math.abs(value) < Integer.MAX_VALUE;
    return whole ? Long.toString((long) value) : String.format(Locale.ROOT, "%.4g", value);
  }
}
