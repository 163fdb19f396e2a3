package io.ridgeline.report.svg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.report.svg.OverlayFigure.Outline;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Outlines and paired cases, with places worked out by hand. */
class MaskFiguresTest {
  private static String path(int width, int... labels) {
    byte[] mask = new byte[labels.length];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = (byte) labels[i];
    }
    String svg =
        OverlayFigure.of(
                "h", "w", width, new byte[mask.length], List.of(new Outline("truth", mask)))
            .svg()
            .toString();
    Matcher d = Pattern.compile("class=\"outline truth\"[^>]* d=\"([^\"]*)\"").matcher(svg);
    assertTrue(d.find(), svg);
    return d.group(1);
  }

  /**
   * Above the two pixels of the first row, below the left one of them, below the one of the second
   * row; then from left to right the upright edges.
   */
  @Test
  void anOutlineRunsAlongTheEdgesOfPixels() {
    assertEquals(
        "M1 0H3M1 1H2M2 2H3M1 0V1M2 1V2M3 0V2",
        path(
            3, //
            0, 1, 1, //
            0, 0, 1));
  }

  @Test
  void classesArePartedAndTouchingPixelsOfOneClassAreNot() {
    assertEquals("M0 0H2M0 1H2M0 0V1M1 0V1M2 0V1", path(2, 1, 2));
    assertEquals("M0 0H2M0 1H2M0 0V1M2 0V1", path(2, 2, 2));
  }

  @Test
  void anEmptyMaskHasNoOutlineAndAFullOneTheFrame() {
    assertEquals("", path(2, 0, 0, 0, 0));
    assertEquals("M0 0H2M0 2H2M0 0V2M2 0V2", path(2, 1, 1, 1, 1));
  }

  @Test
  void aPanelKeepsTheImagesProportions() {
    Panel wide = OverlayFigure.of("h", "w", 8, new byte[32], List.of());
    assertEquals(320, wide.width());
    assertEquals(160 + 40, wide.height());
    String svg = wide.svg().toString();
    assertTrue(svg.contains("viewBox=\"0 0 8 4\""), svg);
    // a narrow one has room for its words
    assertEquals(264, OverlayFigure.of("h", "w", 1, new byte[8], List.of()).width());
  }

  /** Within the axes, 186 by 176 pixels, (0.5, 0.75) is at 93 from the left and 44 from above. */
  @Test
  void aCaseStandsAtItsTwoValues() {
    List<Panel> panels =
        PairedFigure.of(
            "Dice",
            "none",
            new Scale(0, 1, 0, 1),
            List.of(
                new PairedFigure.Cases(
                    "flips", new double[] {0.5, 1, 0.25}, new double[] {0.75, 0, 0.25})));
    assertEquals(1, panels.size());
    String svg = panels.get(0).svg().toString();
    for (String at : List.of("93.0,44.0", "186.0,176.0", "46.5,132.0")) {
      assertTrue(svg.contains("translate(" + at + ")"), at + " in " + svg);
    }
    assertEquals(3, svg.split("class=\"mark trial\"", -1).length - 1);
    assertTrue(svg.contains("class=\"curve chance\" d=\"M0.0 176.0L186.0 0.0\""), svg);
    assertTrue(svg.contains(">higher in 1 of 3</text>"), svg);
    assertTrue(svg.contains("data-arm=\"flips\""), svg);
  }
}
