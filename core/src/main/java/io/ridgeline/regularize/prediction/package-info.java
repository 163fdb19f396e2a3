/** Ways in which a fitted model predicts. */
@NullMarked
package io.ridgeline.regularize.prediction;

import org.jspecify.annotations.NullMarked;
