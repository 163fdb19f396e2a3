/** What a prediction is worth, as numbers; plain Java on heap arrays. */
@NullMarked
package io.ridgeline.metric;

import org.jspecify.annotations.NullMarked;
