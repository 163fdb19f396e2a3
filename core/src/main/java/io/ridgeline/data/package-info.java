/** Patients become examples, splits and batch order. */
@NullMarked
package io.ridgeline.data;

import org.jspecify.annotations.NullMarked;
