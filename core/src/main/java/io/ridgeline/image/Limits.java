package io.ridgeline.image;

/**
 * How much a file may ask for before anything is allocated.
 *
 * <p>A header of a few bytes can declare gigabytes. Each limit is a system property, read once, for
 * the rare data set that honestly needs more.
 */
public final class Limits {
  /** Most pixels an image may declare: {@code ridgeline.limit.pixels}, 100 million. */
  public static final long PIXELS = Long.getLong("ridgeline.limit.pixels", 100_000_000L);

  /** Most bytes a file or an unpacked archive may have: {@code ridgeline.limit.bytes}, 2 GiB. */
  public static final long BYTES = Long.getLong("ridgeline.limit.bytes", Integer.MAX_VALUE - 16L);

  /** Most often that data may unpack to its size: {@code ridgeline.limit.ratio}, 200. */
  public static final long RATIO = Long.getLong("ridgeline.limit.ratio", 200L);

  private static final long HARMLESS = 64L << 20;

  private Limits() {}

  /**
   * Whether a small file would fill the memory: over 64 MiB unpacked and {@link #RATIO} times its
   * size. Pictures of tissue shrink by 2 to 20.
   */
  public static boolean isBomb(long unpacked, long packed) {
    return unpacked > HARMLESS && unpacked / Math.max(packed, 1) > RATIO;
  }
}
