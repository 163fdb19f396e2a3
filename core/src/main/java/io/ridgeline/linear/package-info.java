/**
 * Penalized linear models: elastic-net paths, their cross-validation, and what they would score.
 */
@NullMarked
package io.ridgeline.linear;

import org.jspecify.annotations.NullMarked;
