/** A second, averaged set of weights. */
@NullMarked
package io.ridgeline.regularize.averaging;

import org.jspecify.annotations.NullMarked;
