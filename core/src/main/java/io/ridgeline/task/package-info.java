/** What is predicted: how targets are encoded for a loss. */
@NullMarked
package io.ridgeline.task;

import org.jspecify.annotations.NullMarked;
