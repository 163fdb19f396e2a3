package io.ridgeline.study;

import io.ridgeline.StoreException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The few operations that must reach the disk, so that a test can make each of them fail.
 *
 * <p>Files are written through {@link RandomAccessFile}, never through a channel: an interrupt
 * closes the channel under its thread, and stopping a study would then damage it.
 */
class Disk {
  /** Appends to an open file and waits until it is on the disk. */
  void append(RandomAccessFile file, byte[] bytes) throws IOException {
    file.seek(file.length());
    file.write(bytes);
    file.getFD().sync();
  }

  /** Writes a whole file and waits until it is on the disk. */
  void write(Path file, byte[] bytes) throws IOException {
    try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
      out.setLength(0);
      out.write(bytes);
      out.getFD().sync();
    }
  }

  /** Waits until a file, or the entries of a folder, are on the disk. */
  void force(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
        file.getFD().sync();
      }
      return;
    }
    if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      return; // A folder can be neither opened nor synchronized there.
    }
    boolean interrupted = false;
    while (true) {
      try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
        channel.force(true);
        break;
      } catch (ClosedByInterruptException e) {
        interrupted = Thread.interrupted();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Gives a file or folder its name in one step. */
  void rename(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Replaces a file in one step: a reader sees the old one or the new one, whole. */
  void replace(Path file, byte[] bytes) {
    Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
    Path temporary = folder.resolve(".tmp-" + file.getFileName());
    try {
      write(temporary, bytes);
      rename(temporary, file);
      force(folder);
    } catch (IOException e) {
      throw failure(file, "cannot be written", bytes.length, e);
    }
  }

  /** Brings everything below a folder to the disk. */
  void forceTree(Path folder) throws IOException {
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(folder)) {
      paths = walk.filter(p -> Files.isDirectory(p) || Files.isRegularFile(p)).toList();
    }
    for (Path path : paths) {
      force(path);
    }
  }

  /** Deletes a file, or a folder with all below it. */
  static void delete(Path path) throws IOException {
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(path)) {
      paths = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path p : paths) {
      Files.deleteIfExists(p);
    }
  }

  /** The failure of an operation that needed {@code bytes} more on the disk. */
  static StoreException failure(Path path, String what, long bytes, IOException cause) {
    String room = bytes == 0 ? "" : "; " + bytes + " bytes needed" + free(path);
    return new StoreException(
        StoreException.Reason.IO,
        path,
        what
            + ": "
            + (cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage())
            + room
            + "; nothing finished is lost: make room or give permission, then repeat the command",
        cause);
  }

  private static String free(Path path) {
    @Nullable Path parent = path.toAbsolutePath().getParent();
    try {
      return parent == null ? "" : ", " + Files.getFileStore(parent).getUsableSpace() + " free";
    } catch (IOException e) {
      return "";
    }
  }
}
