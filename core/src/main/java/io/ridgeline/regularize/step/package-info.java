/** Changes of the weights beside the optimizer's own. */
@NullMarked
package io.ridgeline.regularize.step;

import org.jspecify.annotations.NullMarked;
