/** When to stop, and which epoch to keep. */
@NullMarked
package io.ridgeline.regularize.control;

import org.jspecify.annotations.NullMarked;
