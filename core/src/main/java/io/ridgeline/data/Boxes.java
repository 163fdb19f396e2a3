package io.ridgeline.data;

import java.util.List;

/**
 * The objects in an image, each with a box and a class.
 *
 * @param objects none if the image is a negative
 * @param stratum index into the cohort's strata
 */
public record Boxes(List<LabelledBox> objects, int stratum) implements Target {
  /** Copies the list. */
  public Boxes {
    objects = List.copyOf(objects);
  }
}
