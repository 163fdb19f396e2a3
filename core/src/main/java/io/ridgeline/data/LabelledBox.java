package io.ridgeline.data;

/**
 * A box around an object.
 *
 * @param box in pixels of the image as decoded
 * @param label the object's class, an index into the cohort's class names
 */
public record LabelledBox(Box box, int label) {}
