/** The command line program: the only place that wires the rooms together. */
@NullMarked
package io.ridgeline.app;

import org.jspecify.annotations.NullMarked;
