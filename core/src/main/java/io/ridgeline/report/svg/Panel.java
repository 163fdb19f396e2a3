package io.ridgeline.report.svg;

import io.ridgeline.report.html.Element;

/**
 * One drawing of a figure.
 *
 * @param width in pixels at its natural size
 * @param height in pixels at its natural size
 * @param svg an {@code svg} element with a view box of that size, a title and a description
 */
public record Panel(int width, int height, Element svg) {}
