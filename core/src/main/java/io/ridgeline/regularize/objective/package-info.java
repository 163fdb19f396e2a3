/** Objectives around the whole training pass. */
@NullMarked
package io.ridgeline.regularize.objective;

import org.jspecify.annotations.NullMarked;
