/** What a model is fitted to. */
@NullMarked
package io.ridgeline.loss;

import org.jspecify.annotations.NullMarked;
