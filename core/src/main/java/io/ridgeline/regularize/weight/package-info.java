/** Changes of kernels at the moment that a layer uses them. */
@NullMarked
package io.ridgeline.regularize.weight;

import org.jspecify.annotations.NullMarked;
