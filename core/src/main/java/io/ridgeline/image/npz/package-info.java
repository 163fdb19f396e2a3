/** NumPy's array files: strict, bounded, and free of pickled objects. */
@NullMarked
package io.ridgeline.image.npz;

import org.jspecify.annotations.NullMarked;
