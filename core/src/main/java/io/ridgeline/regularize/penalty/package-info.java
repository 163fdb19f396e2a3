/** Penalties on weights, added to the loss. */
@NullMarked
package io.ridgeline.regularize.penalty;

import org.jspecify.annotations.NullMarked;
