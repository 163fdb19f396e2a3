/** Changes of the objective itself, with further passes through the model. */
@NullMarked
package io.ridgeline.regularize.objective;

import org.jspecify.annotations.NullMarked;
