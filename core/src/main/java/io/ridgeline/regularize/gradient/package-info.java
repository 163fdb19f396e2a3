/** Changes of the gradient before a step. */
@NullMarked
package io.ridgeline.regularize.gradient;

import org.jspecify.annotations.NullMarked;
