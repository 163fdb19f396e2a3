/** Several sets of weights, whose predictions are averaged. */
@NullMarked
package io.ridgeline.regularize.ensemble;

import org.jspecify.annotations.NullMarked;
