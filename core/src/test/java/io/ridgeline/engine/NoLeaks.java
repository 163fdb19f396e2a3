package io.ridgeline.engine;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Objects;
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
    long before = Objects.requireNonNull(context.getStore(SPACE).get("alive", Long.class));
    long after = Engine.liveObjects();
    // fewer is no leak: the collector may take what a test before this one left to it
    assertTrue(after <= before, () -> after + " native objects alive, " + before + " before");
  }
}
