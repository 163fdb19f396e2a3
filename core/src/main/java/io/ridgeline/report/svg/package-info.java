/** The figures of a report, drawn as SVG from plain values. */
@NullMarked
package io.ridgeline.report.svg;

import org.jspecify.annotations.NullMarked;
