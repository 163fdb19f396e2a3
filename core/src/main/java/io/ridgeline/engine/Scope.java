package io.ridgeline.engine;

import org.bytedeco.javacpp.PointerScope;
import org.jspecify.annotations.Nullable;

/**
 * The lifetime of tensors: every tensor made while a scope is the innermost of its thread dies when
 * the scope closes, unless it was {@linkplain #keep kept}.
 *
 * <p>Scopes nest and are closed on the thread and in the order they were opened; anything else
 * throws {@link IllegalStateException}.
 */
public final class Scope implements AutoCloseable {
  private static final ThreadLocal<@Nullable Scope> INNERMOST = new ThreadLocal<>();

  private final Thread thread = Thread.currentThread();
  private final @Nullable Scope outer = INNERMOST.get();
  private final PointerScope pointers;

  private Scope() {
    Engine.start();
    pointers = new PointerScope();
    INNERMOST.set(this);
  }

  /** Opens a scope inside the current one. */
  public static Scope open() {
    return new Scope();
  }

  /**
   * Promotes a tensor of this scope to the scope around it.
   *
   * @return the same tensor
   */
  public Tensor keep(Tensor tensor) {
    check();
    if (outer == null) {
      throw new IllegalStateException("the outermost scope has nothing to keep a tensor in");
    }
    outer.pointers.attach(tensor.handle());
    return tensor;
  }

  @Override
  public void close() {
    check();
    pointers.close();
    if (outer == null) {
      INNERMOST.remove();
    } else {
      INNERMOST.set(outer);
    }
  }

  private void check() {
    if (Thread.currentThread() != thread) {
      throw new IllegalStateException("a scope belongs to the thread that opened it: " + thread);
    }
    if (INNERMOST.get() != this) {
      throw new IllegalStateException("scopes close innermost first");
    }
  }
}
