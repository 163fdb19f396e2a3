/** Changes of the targets. */
@NullMarked
package io.ridgeline.regularize.target;

import org.jspecify.annotations.NullMarked;
