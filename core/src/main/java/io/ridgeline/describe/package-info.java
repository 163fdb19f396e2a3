/** One declaration of a method or model and its hyper-parameters; everything else is derived. */
@NullMarked
package io.ridgeline.describe;

import org.jspecify.annotations.NullMarked;
