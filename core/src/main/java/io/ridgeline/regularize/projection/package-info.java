/** Projections of the weights after a step. */
@NullMarked
package io.ridgeline.regularize.projection;

import org.jspecify.annotations.NullMarked;
