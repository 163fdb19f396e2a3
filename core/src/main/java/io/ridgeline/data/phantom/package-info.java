/** A simulated cohort: breast ultrasound that was never measured on anyone. */
@NullMarked
package io.ridgeline.data.phantom;

import org.jspecify.annotations.NullMarked;
