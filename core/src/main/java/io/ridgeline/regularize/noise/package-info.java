/** Noise on activations at a model's sites. */
@NullMarked
package io.ridgeline.regularize.noise;

import org.jspecify.annotations.NullMarked;
