/** Changes of images and targets together. */
@NullMarked
package io.ridgeline.regularize.augment;

import org.jspecify.annotations.NullMarked;
