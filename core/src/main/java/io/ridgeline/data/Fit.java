package io.ridgeline.data;

import io.ridgeline.DataException;
import io.ridgeline.data.DataSpec.Preparation;
import io.ridgeline.data.DataSpec.Preparation.Resize;
import io.ridgeline.image.Image;
import io.ridgeline.image.Interpolation;
import io.ridgeline.image.Spacing;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One image in the form a model sees; the same code at training time and at prediction time. */
public final class Fit {
  private Fit() {}

  /**
   * The image at the given shape, scaled to 0..1 by its white: as {@link #of(Image, Preparation)}
   * with values and spacing as stored.
   *
   * @return C·D·H·W values
   */
  public static float[] of(Image image, Shape shape, Resize resize) {
    List<Integer> size = List.of(shape.depth(), shape.height(), shape.width());
    return of(image, new Preparation(size, shape.channels(), resize)).pixels();
  }

  /** An image without a target: see {@link #of(Image, byte[], List, Preparation)}. */
  public static PreparedImage of(Image image, Preparation preparation) {
    return of(image, new byte[0], preparation);
  }

  /** An image and its mask: see {@link #of(Image, byte[], List, Preparation)}. */
  public static PreparedImage of(Image image, byte[] labels, Preparation preparation) {
    return of(image, labels, List.of(), preparation);
  }

  /**
   * The image with its mask or its boxes, in this order:
   *
   * <ol>
   *   <li>Values are divided by white. Colour becomes grey by Rec. 601 luma (0.299 R + 0.587 G +
   *       0.114 B), grey becomes colour by copying.
   *   <li>They are scaled by the {@link Intensity}.
   *   <li>The image is brought to the spacing, if one is asked for: n pixels become n · stored /
   *       asked, rounded, at least one.
   *   <li>It is brought to the size, if one is asked for. With {@link Resize#LETTERBOX} it keeps
   *       its proportions, stands in the middle, and the rest is filled, channel by channel, with
   *       the mean of its outermost ring of pixels; in the mask with the background.
   * </ol>
   *
   * <p>Pixels change their grid by the {@link Interpolation}. Each class of the mask does so as an
   * image of its own, linearly, and the largest is taken; the lower class if two are equal. The
   * edges of boxes go where the borders between pixels go.
   *
   * @param labels one class a pixel, D·H·W; or empty
   * @param boxes in pixels of the image
   */
  public static PreparedImage of(
      Image image, byte[] labels, List<LabelledBox> boxes, Preparation preparation) {
    int channels = preparation.channels() == 0 ? image.channels() : preparation.channels();
    float[][] planes = image.channels() == 3 && channels == 1 ? luma(image) : planes(image);
    preparation.intensity().scale(planes, image);
    byte[] classes = labels;
    List<LabelledBox> placed = boxes;
    Spacing spacing = image.spacing();
    int[] size = stored(image);
    for (Placement placement : placements(image, preparation)) {
      for (int c = 0; c < planes.length; c++) {
        planes[c] = placement.pixels(planes[c], preparation.interpolation());
      }
      classes = classes.length == 0 ? classes : placement.labels(classes);
      placed =
          placed.stream()
              .flatMap(o -> placement.box(o.box()).map(b -> new LabelledBox(b, o.label())).stream())
              .toList();
      spacing = placement.spacing(spacing);
      size = placement.to();
    }
    Shape shape = new Shape(channels, size[0], size[1], size[2]);
    float[] pixels = new float[shape.count()];
    for (int c = 0; c < channels; c++) {
      float[] plane = planes[Math.min(c, planes.length - 1)];
      System.arraycopy(plane, 0, pixels, c * plane.length, plane.length);
    }
    return new PreparedImage(shape, pixels, classes, placed, spacing);
  }

  /**
   * What was said of a prepared image, brought back to the image's own pixels.
   *
   * @param plane one value for each pixel of the prepared image; may be returned as it is
   * @return one for each pixel of the image as decoded
   */
  public static float[] back(float[] plane, Image image, Preparation preparation) {
    List<Placement> placements = new ArrayList<>(placements(image, preparation));
    Collections.reverse(placements);
    float[] back = plane;
    for (Placement placement : placements) {
      back = placement.back(back);
    }
    return back;
  }

  /**
   * A box in a prepared image, brought back to the image's own pixels and cut to them.
   *
   * @return empty if nothing of it lies in the image
   */
  public static Optional<Box> back(Box box, Image image, Preparation preparation) {
    List<Placement> placements = new ArrayList<>(placements(image, preparation));
    Collections.reverse(placements);
    Optional<Box> back = Optional.of(box);
    for (Placement placement : placements) {
      back = back.flatMap(placement::back);
    }
    return back;
  }

  /** The size {depth, height, width} that the image will have. */
  static int[] size(Image image, Preparation preparation) {
    int[] size = stored(image);
    for (Placement placement : placements(image, preparation)) {
      size = placement.to();
    }
    return size;
  }

  private static List<Placement> placements(Image image, Preparation preparation) {
    int[] stored = stored(image);
    List<Double> asked = preparation.spacing();
    int[] spaced = stored.clone();
    if (!asked.isEmpty()) {
      Spacing s = image.spacing();
      double[] has = {s.depth(), s.height(), s.width()};
      for (int a = 3 - asked.size(); a < 3; a++) {
        double length = stored[a] * has[a] / asked.get(a - 3 + asked.size());
        // A flat image has no distance between slices.
        spaced[a] =
            a == 0 && stored[0] == 1
                ? 1
                : (int) Math.max(1, Math.min(Integer.MAX_VALUE, Math.round(length)));
      }
      requireArray(spaced, image, preparation);
    }
    Placement first = Placement.of(stored, spaced, Resize.STRETCH);
    if (preparation.size().isEmpty()) {
      return List.of(first);
    }
    int[] size = axes(preparation.size());
    return List.of(first, Placement.of(spaced, size, preparation.resize()));
  }

  private static void requireArray(int[] size, Image image, Preparation preparation) {
    double values = Math.max(image.channels(), preparation.channels());
    for (int length : size) {
      values *= length;
    }
    if (values > Integer.MAX_VALUE - 16) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "an image of %s, %s apart, would have %.3g pixels at a spacing of %s, more than can be"
                  + " held; ask for a coarser spacing",
              image.size(),
              image.spacing(),
              values,
              preparation.spacing()));
    }
  }

  private static int[] stored(Image image) {
    return new int[] {image.depth(), image.height(), image.width()};
  }

  /** {height, width} or {depth, height, width} as three lengths. */
  static int[] axes(List<Integer> lengths) {
    int n = lengths.size();
    return new int[] {n < 3 ? 1 : lengths.get(0), lengths.get(n - 2), lengths.get(n - 1)};
  }

  private static float[][] planes(Image image) {
    int size = image.plane();
    float[][] planes = new float[image.channels()][size];
    for (int c = 0; c < planes.length; c++) {
      for (int i = 0; i < size; i++) {
        planes[c][i] = image.values()[c * size + i] / image.white();
      }
    }
    return planes;
  }

  private static float[][] luma(Image image) {
    int size = image.plane();
    float[] v = image.values();
    float[] grey = new float[size];
    for (int i = 0; i < size; i++) {
      double luma = 0.299 * v[i] + 0.587 * v[size + i] + 0.114 * v[2 * size + i];
      grey[i] = (float) (luma / image.white());
    }
    return new float[][] {grey};
  }
}
