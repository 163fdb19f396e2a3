package io.ridgeline.study;

import io.ridgeline.StoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The right to write in a study folder: an operating-system lock, free as soon as its process is
 * gone, whatever ended it.
 *
 * <p>It lies on a file of its own that nothing else opens: on POSIX systems, closing any descriptor
 * of a file drops all locks that the process holds on it. For the same reason a second attempt
 * within this process is refused before the file is touched.
 */
final class StudyLock implements AutoCloseable {
  static final String NAME = "study.lock";

  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final FileChannel channel;

  private StudyLock(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /**
   * Takes the lock of an existing folder, at once or not at all.
   *
   * @throws StoreException if another writer holds it
   */
  static StudyLock take(Path folder) {
    try {
      Path real = folder.toRealPath();
      if (!HELD.add(real)) {
        throw inUse(folder);
      }
      FileChannel channel = null;
      FileLock lock = null;
      try {
        channel =
            FileChannel.open(
                real.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        lock = channel.tryLock();
        if (lock == null) {
          throw inUse(folder);
        }
        return new StudyLock(real, channel);
      } finally {
        if (lock == null) {
          HELD.remove(real);
          close(channel);
        }
      }
    } catch (IOException e) {
      throw Disk.failure(folder, "cannot be locked", 0, e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw Disk.failure(folder, "cannot be unlocked", 0, e);
    } finally {
      HELD.remove(folder);
    }
  }

  private static void close(@Nullable FileChannel channel) throws IOException {
    if (channel != null) {
      channel.close();
    }
  }

  private static StoreException inUse(Path folder) {
    return new StoreException(
        StoreException.Reason.IN_USE,
        folder,
        "another process works on this study; wait for it, stop it, or give another folder",
        null);
  }
}
