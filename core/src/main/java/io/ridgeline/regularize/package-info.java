/**
 * Regularizers: each one record that declares itself, of one of a few kinds that say where it acts.
 */
@NullMarked
package io.ridgeline.regularize;

import org.jspecify.annotations.NullMarked;
