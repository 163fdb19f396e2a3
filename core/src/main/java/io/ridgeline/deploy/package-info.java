/** A trained model leaves as files that hold nothing executable, and comes back checked. */
@NullMarked
package io.ridgeline.deploy;

import org.jspecify.annotations.NullMarked;
