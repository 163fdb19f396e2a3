package io.ridgeline.describe;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Independent random streams, one a purpose, all derived from the study's one seed.
 *
 * <p>Because each purpose ({@code split}, {@code init}, {@code order}, {@code augment}, {@code
 * noise}) hashes to its own seed, enabling dropout does not change the batch order, and two arms of
 * one study see the same initial weights and the same batches: their difference is the arm's.
 */
public final class Streams {
  private static final RandomGeneratorFactory<RandomGenerator> FACTORY =
      RandomGeneratorFactory.of("L64X128MixRandom");

  private Streams() {}

  /**
   * The seed of one stream: the first 8 bytes, big-endian, of SHA-256 over the seed, the purpose
   * and the parts as text.
   *
   * @param studySeed the study's own seed
   * @param purpose what the numbers are for
   * @param parts what tells this stream from others of its purpose, such as the split and the seed
   *     index; numbers or words
   */
  public static long seed(long studySeed, String purpose, Object... parts) {
    StringBuilder text = new StringBuilder().append(studySeed);
    append(text, purpose);
    for (Object part : parts) {
      append(text, String.valueOf(part));
    }
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(text.toString().getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(digest).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A fresh generator (L64X128Mix, LXM family) for one stream. */
  public static RandomGenerator random(long seed) {
    return FACTORY.create(seed);
  }

  // The length keeps ("a", "bc") and ("ab", "c") apart.
  private static void append(StringBuilder text, String part) {
    text.append('|').append(part.length()).append(':').append(part);
  }
}
