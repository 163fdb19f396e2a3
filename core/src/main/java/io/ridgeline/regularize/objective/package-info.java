/** Objectives that look at a batch more than once, or at more than its loss. */
@NullMarked
package io.ridgeline.regularize.objective;

import org.jspecify.annotations.NullMarked;
