/** Which values of hyper-parameters to try, with how many epochs, and which of them to keep. */
@NullMarked
package io.ridgeline.tune;

import org.jspecify.annotations.NullMarked;
