/** Changes of how a fitted model predicts. */
@NullMarked
package io.ridgeline.regularize.predict;

import org.jspecify.annotations.NullMarked;
