package io.ridgeline.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails a test that leaves native objects behind. */
public final class NoLeaks implements BeforeEachCallback, AfterEachCallback {
  private static final ExtensionContext.Namespace SPACE =
      ExtensionContext.Namespace.create(NoLeaks.class);

  @Override
  public void beforeEach(ExtensionContext context) {
    Engine.start();
    context.getStore(SPACE).put("alive", Engine.liveObjects());
  }

  @Override
  public void afterEach(ExtensionContext context) {
    Long before = context.getStore(SPACE).get("alive", Long.class);
    assertEquals(before, Engine.liveObjects(), "native objects alive after the test");
  }
}
