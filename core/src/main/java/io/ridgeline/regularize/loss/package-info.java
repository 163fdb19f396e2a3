/** Changes of the data loss of every example. */
@NullMarked
package io.ridgeline.regularize.loss;

import org.jspecify.annotations.NullMarked;
