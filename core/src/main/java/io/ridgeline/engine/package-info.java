/**
 * The engine room: a thin facade over libtorch, and the only package that sees {@code
 * org.bytedeco}.
 *
 * <p>Tensors belong to the innermost open {@link io.ridgeline.engine.Scope} of their thread and die
 * with it.
 */
@NullMarked
package io.ridgeline.engine;

import org.jspecify.annotations.NullMarked;
