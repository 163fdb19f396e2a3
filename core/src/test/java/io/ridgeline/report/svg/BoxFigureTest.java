package io.ridgeline.report.svg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.data.Box;
import io.ridgeline.image.Image;
import io.ridgeline.image.ImageReader;
import io.ridgeline.report.svg.BoxFigure.Frame;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Boxes and their labels at places worked out by hand: an image of 160 by 80 pixels is trebled. */
class BoxFigureTest {
  private static final Picture PICTURE = Picture.grey(2, new byte[] {0, 1});

  private static String svg(Frame... frames) {
    return BoxFigure.of("h", "w", 160, 80, PICTURE, List.of(frames)).svg().toString();
  }

  /** The label of six letters of a box. */
  private static String label(boolean below, double left, double top, double right, double bottom) {
    String svg = svg(new Frame("hit", new Box(left, top, right, bottom), "B 0.90", below));
    Matcher at =
        Pattern.compile("class=\"box-label hit\" x=\"([\\d.]+)\" y=\"([\\d.]+)\"").matcher(svg);
    assertTrue(at.find(), svg);
    return at.group(1) + " " + at.group(2);
  }

  @Test
  void aBoxStandsOverItsPixels() {
    String svg = svg(new Frame("missed", new Box(10, 20, 30, 45), "", false));
    assertTrue(
        svg.contains(
            "<rect class=\"frame missed\" x=\"30.0\" y=\"60.0\" width=\"60.0\" height=\"75.0\">"),
        svg);
    assertTrue(svg.contains("<svg viewBox=\"0 0 480 240\" x=\"0\" y=\"40\""), svg);
    assertTrue(svg.contains("width=\"480\" height=\"240\" class=\"pixels\""), svg);
    assertFalse(svg.contains("box-label"), svg);
  }

  @Test
  void aLabelStandsBesideItsBoxAndWithinTheImage() {
    assertEquals("30.0 57.0", label(false, 10, 20, 30, 40));
    assertEquals("30.0 132.0", label(true, 10, 20, 30, 40));
    // no room above, none below, none at either side; none at the right
    assertEquals("30.0 48.0", label(false, 10, 2, 30, 12));
    assertEquals("300.0 177.0", label(true, 100, 60, 150, 79));
    assertEquals("1.0 12.0", label(false, 0, 0, 160, 80));
    assertEquals("438.0 57.0", label(false, 155, 20, 160, 40));
  }

  /**
   * Labels of 42 by 9 pixels at a box from 30 to 90: above left; above right would touch it; below
   * left; within; and then there is no other place than the first.
   */
  @Test
  void labelsMoveWhereTheyWouldLieOverEachOther() {
    LabelPlaces places = new LabelPlaces(480, 240);
    Box box = new Box(30, 60, 90, 120);
    assertEquals(new LabelPlaces.Place(30, 57), places.next(box, 6, false));
    assertEquals(new LabelPlaces.Place(30, 132), places.next(box, 6, false));
    assertEquals(new LabelPlaces.Place(30, 72), places.next(box, 6, false));
    assertEquals(new LabelPlaces.Place(30, 57), places.next(box, 6, false));
    // a short one of 7 pixels has room above at the right
    assertEquals(new LabelPlaces.Place(83, 57), places.next(box, 1, false));
  }

  @Test
  void coloursReachThePageAsTheyAre() {
    byte[] values = {(byte) 255, 0, 7, 1, (byte) 200, 3};
    String svg =
        BoxFigure.of("h", "w", 2, 1, new Picture(3, 2, values), List.of()).svg().toString();
    Matcher data = Pattern.compile("base64,([^\"]+)").matcher(svg);
    assertTrue(data.find(), svg);
    Image read = ImageReader.read(Base64.getDecoder().decode(data.group(1)), "picture");
    assertArrayEquals(new float[] {255, 1, 0, 200, 7, 3}, read.values());
  }

  /** Of an image with more pixels than are shown, single ones are not to be seen. */
  @Test
  void aPictureThatIsNotEnlargedIsSmooth() {
    Picture large = Picture.grey(500, new byte[500]);
    String svg = BoxFigure.of("h", "w", 500, 1, large, List.of()).svg().toString();
    assertFalse(svg.contains("class=\"pixels\""), svg);
  }
}
