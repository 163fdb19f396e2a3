package io.ridgeline.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails a test that leaves native objects behind. */
public final class NoLeaks implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback {
  private static final ExtensionContext.Namespace SPACE =
      ExtensionContext.Namespace.create(NoLeaks.class);

  /** Lets the collector take now what earlier classes left to it, not in the midst of a test. */
  @Override
  public void beforeAll(ExtensionContext context) throws InterruptedException {
    Engine.start();
    long before;
    do {
      before = Engine.liveObjects();
      System.gc();
      Thread.sleep(20);
    } while (Engine.liveObjects() < before);
  }

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
