package io.ridgeline.describe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class StreamsTest {
  /** printf '7|5:order|1:3' | sha256sum, first 16 digits. */
  @Test
  void seedIsTheStartOfSha256OverTheJoinedText() {
    assertEquals(0xf03f5dfbfe587bdcL, Streams.seed(7, "order", 3));
  }

  @Test
  void everyPurposeSeedAndPartHasItsOwnStream() {
    long seed = Streams.seed(1, "order", "official", 0);
    assertNotEquals(seed, Streams.seed(2, "order", "official", 0));
    assertNotEquals(seed, Streams.seed(1, "noise", "official", 0));
    assertNotEquals(seed, Streams.seed(1, "order", "official", 1));
    assertNotEquals(Streams.seed(1, "a", "bc"), Streams.seed(1, "ab", "c"));
  }

  @Test
  void equalSeedsGiveEqualNumbers() {
    RandomGenerator one = Streams.random(42);
    RandomGenerator two = Streams.random(42);
    for (int i = 0; i < 100; i++) {
      assertEquals(one.nextLong(), two.nextLong());
    }
  }
}
