package io.ridgeline.trial;

import java.util.Optional;

/** The one place where a trial leaves what it can go on from if it is cut off. */
public interface Checkpoint {
  /** What was kept last, by this process or one before it; empty if there is nothing. */
  Optional<byte[]> last();

  /**
   * Keeps {@code state} in place of what was kept before; it is on the disk when this returns.
   *
   * @throws io.ridgeline.StoreException if the disk fails; what was kept before is still there
   */
  void keep(byte[] state);
}
