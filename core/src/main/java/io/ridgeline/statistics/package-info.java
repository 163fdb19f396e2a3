/** How two arms are compared, and how sure the answer is. */
@NullMarked
package io.ridgeline.statistics;

import org.jspecify.annotations.NullMarked;
