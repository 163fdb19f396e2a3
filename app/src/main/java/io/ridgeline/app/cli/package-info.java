/** The commands, one class each; they print results and know nothing of native code. */
@NullMarked
package io.ridgeline.app.cli;

import org.jspecify.annotations.NullMarked;
