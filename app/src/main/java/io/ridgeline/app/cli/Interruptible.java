package io.ridgeline.app.cli;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Work that Ctrl-C stops at its next step instead of killing it in the middle.
 *
 * <p>The virtual machine answers the signal by running its shutdown hooks and then ends with 130,
 * or 143 for a termination; the hook interrupts the work and waits until it has put its things
 * away.
 */
final class Interruptible {
  /** Longer than a study's workers may take to stop. */
  private static final long PATIENCE_SECONDS = 70;

  private Interruptible() {}

  static <T> T run(Callable<T> work) throws Exception {
    Thread worker = Thread.currentThread();
    CountDownLatch ended = new CountDownLatch(1);
    Thread hook = new Thread(() -> stop(worker, ended), "interrupt");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      return work.call();
    } finally {
      ended.countDown();
      forget(hook);
    }
  }

  private static void stop(Thread worker, CountDownLatch ended) {
    worker.interrupt();
    try {
      if (!ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        worker.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The shutdown is under way, and it was the hook that ended the work.
    }
  }
}
