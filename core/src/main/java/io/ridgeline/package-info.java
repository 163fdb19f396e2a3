/** Ridgeline: which regularization helps this model on this data, and how sure that is. */
@NullMarked
package io.ridgeline;

import org.jspecify.annotations.NullMarked;
