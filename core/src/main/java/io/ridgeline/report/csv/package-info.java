/** The data behind every figure and table, as comma-separated values. */
@NullMarked
package io.ridgeline.report.csv;

import org.jspecify.annotations.NullMarked;
