/** Measurements beside the product: never on its class path. */
@NullMarked
package io.ridgeline.bench;

import org.jspecify.annotations.NullMarked;
