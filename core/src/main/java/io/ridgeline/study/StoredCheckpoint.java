package io.ridgeline.study;

import io.ridgeline.trial.Checkpoint;
import io.ridgeline.trial.TrialKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * The checkpoint of a trial, a file beside the trials' folders: the SHA-256 of the state in
 * hexadecimal digits, then the state. A new one takes the place of the old one in one step.
 */
record StoredCheckpoint(Path file, Disk disk) implements Checkpoint {
  private static final String PREFIX = ".checkpoint-";
  private static final int DIGEST = 64;

  static StoredCheckpoint of(Path trials, TrialKey trial, Disk disk) {
    return new StoredCheckpoint(trials.resolve(PREFIX + trial.value()), disk);
  }

  /** Whether a file of this name is one. */
  static boolean isOne(String name) {
    return name.startsWith(PREFIX);
  }

  /** The key of the trial whose checkpoint has this name. */
  static String trial(String name) {
    return name.substring(PREFIX.length());
  }

  /** What was kept last; a damaged one is none, and the trial starts anew. */
  @Override
  public Optional<byte[]> last() {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      byte[] bytes = Files.readAllBytes(file);
      byte[] state = Arrays.copyOfRange(bytes, Math.min(DIGEST, bytes.length), bytes.length);
      byte[] digest = Sha256.of(state).getBytes(StandardCharsets.US_ASCII);
      return Arrays.equals(bytes, 0, bytes.length - state.length, digest, 0, DIGEST)
          ? Optional.of(state)
          : Optional.empty();
    } catch (IOException e) {
      throw Disk.failure(file, "cannot be read", 0, e);
    }
  }

  @Override
  public void keep(byte[] state) {
    byte[] digest = Sha256.of(state).getBytes(StandardCharsets.US_ASCII);
    byte[] bytes = Arrays.copyOf(digest, DIGEST + state.length);
    System.arraycopy(state, 0, bytes, DIGEST, state.length);
    disk.replace(file, bytes);
  }

  void delete() throws IOException {
    Files.deleteIfExists(file);
  }
}
