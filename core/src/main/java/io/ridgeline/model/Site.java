package io.ridgeline.model;

/**
 * A named place in a model where noise may be added to the activations.
 *
 * @param name unique in its model, such as {@code stages.1.0} or {@code merge.0}
 * @param kind what is there
 * @param depth how deep it lies, from 0 (input) to 1 (head); the i-th of L blocks lies at i/L
 */
public record Site(String name, Kind kind, double depth) {
  /** What is at a site. */
  public enum Kind {
    /** The images, {@code [N, C, H, W]}, or volumes, {@code [N, C, D, H, W]}. */
    INPUT,
    /** The residual branch of a block before it is added to the shortcut. */
    BRANCH,
    /** The output of a block; {@code [N, C, H, W]}, {@code [N, C, D, H, W]} or {@code [N, C]}. */
    BLOCK,
    /**
     * The features before the last linear layer: {@code [N, C]}; of a model that segments, those of
     * every pixel, {@code [N, C, H, W]}, or voxel, {@code [N, C, D, H, W]}.
     */
    HEAD
  }
}
