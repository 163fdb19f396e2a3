/** Fits models: the order of one training step, the loop around it, and what is measured. */
@NullMarked
package io.ridgeline.train;

import org.jspecify.annotations.NullMarked;
