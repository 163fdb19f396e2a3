/** Functions of the activations in the loss. */
@NullMarked
package io.ridgeline.regularize.activity;

import org.jspecify.annotations.NullMarked;
