/** What one training run is and what came of it, as plain values; no engine in sight. */
@NullMarked
package io.ridgeline.trial;

import org.jspecify.annotations.NullMarked;
