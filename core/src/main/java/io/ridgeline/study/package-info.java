/** A study: arms, splits and seeds become trials, trials become results; nothing is lost. */
@NullMarked
package io.ridgeline.study;

import org.jspecify.annotations.NullMarked;
