package io.ridgeline.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ridgeline.image.Image;
import io.ridgeline.image.Spacing;
import io.ridgeline.metric.MatchedImage;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a page shows of an image. */
class BoxPictureTest {
  private static final MatchedImage NOTHING =
      new MatchedImage(List.of(), List.of(), List.of(), List.of());

  private static BoxPicture picture(Image image) {
    return BoxPicture.of("Best", "a", image, NOTHING);
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  @Test
  void brightnessRunsFromTheDarkestToTheBrightestValue() {
    BoxPicture grey = picture(new Image(1, 1, 3, 255, new float[] {10, 20, 60}));
    assertArrayEquals(bytes(0, 51, 255), grey.picture().values());
    BoxPicture flat = picture(new Image(1, 1, 2, 255, new float[] {7, 7}));
    assertArrayEquals(bytes(0, 0), flat.picture().values());
  }

  @Test
  void coloursStandSideBySideAndOtherChannelsAreAveraged() {
    BoxPicture colour = picture(new Image(3, 1, 2, 255, new float[] {0, 50, 100, 150, 200, 255}));
    assertEquals(3, colour.picture().channels());
    assertArrayEquals(bytes(0, 100, 200, 50, 150, 255), colour.picture().values());
    // means 2, 3 and 7
    BoxPicture two = picture(new Image(2, 1, 3, 1, new float[] {0, 2, 6, 4, 4, 8}));
    assertEquals(1, two.picture().channels());
    assertArrayEquals(bytes(0, 51, 255), two.picture().values());
  }

  /** 1280 by 2 of which the right half is bright. */
  @Test
  void aLargeImageIsShrunkAndKeepsItsOwnSizeForTheBoxes() {
    float[] values = new float[2 * 1280];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 1280 < 640 ? 0 : 9;
    }
    BoxPicture wide = picture(new Image(1, 2, 1280, 255, values));
    assertEquals(1280, wide.width());
    assertEquals(2, wide.height());
    assertEquals(640, wide.picture().width());
    assertEquals(1, wide.picture().height());
    assertEquals(0, wide.picture().values()[300]);
    assertEquals((byte) 255, wide.picture().values()[340]);
    BoxPicture whole = picture(new Image(1, 2, 640, 255, new float[2 * 640]));
    assertEquals(2, whole.picture().height());
  }

  @Test
  void aVolumeIsRefused() {
    Image volume = new Image(1, 2, 1, 1, Spacing.PIXELS, 1, new float[2]);
    assertThrows(IllegalArgumentException.class, () -> picture(volume));
  }
}
