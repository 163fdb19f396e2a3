package io.ridgeline.data;

import static io.ridgeline.image.Fixtures.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ridgeline.image.Image;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GatheredTest {
  /** Two images of 512 x 512 floats fill 2 MiB; a third is one too many. */
  @Test
  void imagesThatDoNotFitInMemoryAreRefusedBeforeTheHeapIsFull() {
    Gathered gathered = new Gathered(null, false, false, 2 << 20);
    gathered.add(entry("1", 512));
    gathered.add(entry("2", 512));
    assertRefused(
        "place 3: the images up to here take 3 MiB in memory, where 2 are set aside",
        () -> gathered.add(entry("3", 512)));
  }

  /** A mask takes a byte a pixel: 1 MiB of floats and 256 KiB of mask, twice, are more than 2. */
  @Test
  void masksCountToo() {
    Gathered gathered = new Gathered(null, false, false, 2 << 20);
    gathered.add(entry("1", 512).with(new byte[512 * 512]));
    assertRefused(
        "place 2: the images up to here take 2 MiB",
        () -> gathered.add(entry("2", 512).with(new byte[512 * 512])));
  }

  @Test
  void labelsSortAsNumbersIfTheyAllAreAndByCharacterOtherwise() {
    assertEquals(List.of("-1", "2", "10"), classes("10", "2", "-1"));
    assertEquals(List.of("10", "2", "two"), classes("two", "2", "10"));
    assertEquals(List.of("I", "i", "\u0130"), classes("\u0130", "i", "I"));
  }

  private static List<String> classes(String... labels) {
    Gathered gathered = new Gathered(false);
    for (String label : labels) {
      gathered.add(entry(label, 1));
    }
    return gathered.cohort("made", Map.of()).classes();
  }

  private static Gathered.Entry entry(String label, int size) {
    Image image = new Image(1, size, size, 255, new float[size * size]);
    return new Gathered.Entry(label, label, image, label, "", Map.of(), "place " + label);
  }
}
