package io.ridgeline.deploy;

import io.ridgeline.StoreException;
import io.ridgeline.StoreException.Reason;
import io.ridgeline.image.Shown;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/** The flat list of files that make a package, in a folder or a zip. */
final class PackageFiles implements AutoCloseable {
  /** Of everything else a folder or zip may hold, only as many names are listed. */
  private static final int MAX_NAMES = 1000;

  private final Path source;
  private final @Nullable ZipFile zip;
  private final Set<String> names;

  private PackageFiles(Path source, @Nullable ZipFile zip, List<String> found) {
    this.source = source;
    this.zip = zip;
    this.names = new HashSet<>(found);
    if (names.size() != found.size()) {
      throw new StoreException(Reason.INTEGRITY, source, "holds a file twice", null);
    }
  }

  static PackageFiles open(Path source) {
    if (!Files.exists(source)) {
      throw new StoreException(
          Reason.IO, source, "does not exist; give a model package's folder or zip", null);
    }
    List<String> found = new ArrayList<>();
    if (Files.isDirectory(source)) {
      try (DirectoryStream<Path> listing = Files.newDirectoryStream(source)) {
        for (Path file : listing) {
          if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || found.size() == MAX_NAMES) {
            throw surplus(source, file.getFileName().toString());
          }
          found.add(file.getFileName().toString());
        }
      } catch (IOException e) {
        throw new StoreException(Reason.IO, source, "cannot be listed: " + e.getMessage(), e);
      }
      return new PackageFiles(source, null, found);
    }
    ZipFile zip;
    try {
      zip = new ZipFile(source.toFile());
    } catch (IOException | IllegalArgumentException e) {
      Reason reason = Files.isReadable(source) ? Reason.INTEGRITY : Reason.IO;
      throw new StoreException(
          reason, source, "is not a model package: neither a folder nor a readable zip", e);
    }
    try {
      zip.stream().limit(MAX_NAMES).map(ZipEntry::getName).forEach(found::add);
      return new PackageFiles(source, zip, found);
    } catch (RuntimeException e) {
      close(zip);
      throw e;
    }
  }

  Set<String> names() {
    return names;
  }

  /** At most {@code limit} + 1 bytes of a file, so that a surplus shows. */
  byte[] read(String name, long limit) {
    int most = (int) Math.min(Math.max(limit, 0) + 1, Integer.MAX_VALUE - 8);
    try (InputStream in = stream(name)) {
      return in.readNBytes(most);
    } catch (IOException | IllegalArgumentException e) {
      Reason reason = zip == null ? Reason.IO : Reason.INTEGRITY;
      throw new StoreException(reason, source, name + " cannot be read: " + e.getMessage(), e);
    }
  }

  private InputStream stream(String name) throws IOException {
    if (zip == null) {
      return Files.newInputStream(source.resolve(name));
    }
    ZipEntry entry = zip.getEntry(name);
    InputStream in = entry == null ? null : zip.getInputStream(entry);
    if (in == null) {
      throw new IOException("no such entry");
    }
    return in;
  }

  @Override
  public void close() {
    if (zip != null) {
      close(zip);
    }
  }

  private static void close(ZipFile zip) {
    try {
      zip.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static StoreException surplus(Path source, String name) {
    return new StoreException(
        Reason.INTEGRITY, source, "holds a surplus file: " + Shown.text(name), null);
  }

  /** Writes {@code files} beside {@code target}, forces them to disk, and renames. */
  static void write(Path target, Map<String, byte[]> files) {
    Path absolute = target.toAbsolutePath().normalize();
    boolean zip = absolute.toString().endsWith(".zip");
    Path temporary = null;
    try {
      refuseExisting(target, zip);
      Path parent = absolute.getParent();
      if (parent == null) {
        throw new IOException("it is the root of the file system");
      }
      Files.createDirectories(parent);
      // Not createTempDirectory: only the writer could read the folder it makes.
      temporary = Files.createDirectory(parent.resolve(".package-" + UUID.randomUUID()));
      if (zip) {
        Path file = temporary.resolve("zip");
        force(file, zipped(files));
        Files.move(file, absolute, StandardCopyOption.ATOMIC_MOVE);
      } else {
        for (Map.Entry<String, byte[]> e : files.entrySet()) {
          force(temporary.resolve(e.getKey()), e.getValue());
        }
        forceFolder(temporary);
        Files.deleteIfExists(absolute);
        Files.move(temporary, absolute, StandardCopyOption.ATOMIC_MOVE);
      }
      forceFolder(parent);
    } catch (IOException e) {
      throw new StoreException(Reason.IO, target, "cannot be written: " + e, e);
    } finally {
      delete(temporary);
    }
  }

  private static void refuseExisting(Path target, boolean zip) throws IOException {
    if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    if (!zip && Files.isDirectory(target)) {
      try (Stream<Path> inside = Files.list(target)) {
        if (inside.findAny().isEmpty()) {
          return;
        }
      }
    }
    throw new StoreException(
        Reason.IO, target, "exists already; remove it or choose another name", null);
  }

  private static void force(Path file, byte[] bytes) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
  }

  /** Makes a rename in {@code folder} durable, where the system lets a folder be opened. */
  private static void forceFolder(Path folder) throws IOException {
    if (System.getProperty("os.name", "").startsWith("Windows")) {
      return;
    }
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** Stored, not deflated, and of one fixed date: equal packages are equal to the byte. */
  private static byte[] zipped(Map<String, byte[]> files) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> e : files.entrySet()) {
        CRC32 crc = new CRC32();
        crc.update(e.getValue());
        ZipEntry entry = new ZipEntry(e.getKey());
        entry.setMethod(ZipEntry.STORED);
        entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
        entry.setSize(e.getValue().length);
        entry.setCrc(crc.getValue());
        out.putNextEntry(entry);
        out.write(e.getValue());
        out.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  private static void delete(@Nullable Path folder) {
    if (folder == null || !Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path p : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(p);
      }
    } catch (IOException e) {
      // The package is written or its own error is on its way; a leftover must not hide it.
      folder.toFile().deleteOnExit();
    }
  }
}
