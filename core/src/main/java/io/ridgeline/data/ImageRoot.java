package io.ridgeline.data;

import io.ridgeline.DataException;
import io.ridgeline.image.Shown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * A folder that paths in a file start from; none may leave it, neither by {@code ..} nor by link.
 */
final class ImageRoot {
  private final Path root;
  private final Path real;

  /**
   * Takes the folder as it is.
   *
   * @throws IOException if there is no such folder
   */
  ImageRoot(Path root) throws IOException {
    if (!Files.isDirectory(root)) {
      throw new IOException("the images' root " + Shown.path(root) + " is no folder; set root");
    }
    this.root = root.normalize();
    this.real = root.toRealPath();
  }

  /** The folder that the given file stands in, or the one that the spec names from there. */
  static Path beside(Path file, DataSpec spec) {
    Path parent = file.toAbsolutePath().normalize().getParent();
    return (parent == null ? file.toAbsolutePath() : parent).resolve(spec.root()).normalize();
  }

  /**
   * The file that a path leads to, whether or not it exists.
   *
   * @param role what the file is, for messages
   * @throws DataException if the path is empty, leaves the folder or cannot be used
   */
  Path file(String role, String text) {
    if (text.isEmpty()) {
      throw new DataException("the " + role + "'s path is empty");
    }
    try {
      Path file = root.resolve(text).normalize();
      boolean inside = file.startsWith(root) && !file.equals(root);
      if (!inside || (Files.exists(file) && !file.toRealPath().startsWith(real))) {
        throw new DataException(
            "the path '" + Shown.text(text) + "' leaves the root " + Shown.path(root));
      }
      return file;
    } catch (InvalidPathException | IOException e) {
      throw new DataException(
          "the path '" + Shown.text(text) + "' cannot be used: " + Shown.reason(e), e);
    }
  }

  /** A file's path from here, as it stands in ids. */
  String id(Path file) {
    return root.relativize(file).toString().replace('\\', '/');
  }

  /** The folder, for messages. */
  @Override
  public String toString() {
    return Shown.path(root);
  }
}
