package io.ridgeline.data;

import io.ridgeline.image.Spacing;

/**
 * One image in the form a model sees.
 *
 * @param shape of this image
 * @param pixels C·D·H·W values, channels first, row-major
 * @param labels the class of each pixel, D·H·W; empty where an image has one class as a whole
 * @param spacing from one of these pixels to the next
 */
public record PreparedImage(Shape shape, float[] pixels, byte[] labels, Spacing spacing) {}
