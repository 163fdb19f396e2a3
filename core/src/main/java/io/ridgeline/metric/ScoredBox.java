package io.ridgeline.metric;

import io.ridgeline.data.Box;

/**
 * An object that a model found.
 *
 * @param box in pixels of the image as decoded
 * @param label its class, an index into the class names
 * @param score how sure the model is, 0 to 1
 */
public record ScoredBox(Box box, int label, double score) {}
