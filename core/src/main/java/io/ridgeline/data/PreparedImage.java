package io.ridgeline.data;

import io.ridgeline.image.Spacing;
import java.util.List;

/**
 * One image in the form a model sees.
 *
 * @param shape of this image
 * @param pixels C·D·H·W values, channels first, row-major
 * @param labels the class of each pixel, D·H·W; empty where there is no mask
 * @param boxes around objects, in pixels of this form; empty where there are none
 * @param spacing from one of these pixels to the next
 */
public record PreparedImage(
    Shape shape, float[] pixels, byte[] labels, List<LabelledBox> boxes, Spacing spacing) {
  /** Copies the list. */
  public PreparedImage {
    boxes = List.copyOf(boxes);
  }

  /** An image without boxes. */
  public PreparedImage(Shape shape, float[] pixels, byte[] labels, Spacing spacing) {
    this(shape, pixels, labels, List.of(), spacing);
  }
}
