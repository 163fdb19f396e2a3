/** Files become decoded pixels on the heap. */
@NullMarked
package io.ridgeline.image;

import org.jspecify.annotations.NullMarked;
