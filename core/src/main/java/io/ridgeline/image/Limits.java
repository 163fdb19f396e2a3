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

  private Limits() {}
}
