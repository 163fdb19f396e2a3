package io.ridgeline.model;

/**
 * A named place in a model where noise may be added to the activations.
 *
 * @param name unique in its model, such as {@code stages.1.0}
 * @param kind what is there
 */
public record Site(String name, Kind kind) {
  /** What is at a site. */
  public enum Kind {
    /** The output of a block; {@code [N, C, H, W]} or {@code [N, C]}. */
    BLOCK,
    /** The features before the last linear layer, {@code [N, C]}. */
    HEAD
  }
}
