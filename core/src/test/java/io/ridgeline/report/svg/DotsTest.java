package io.ridgeline.report.svg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DotsTest {
  private static List<DotPlot.Row> rows(int rows, int dots) {
    List<Double> values = IntStream.range(0, dots).mapToObj(i -> (i * 37 % dots) * 1.0).toList();
    return IntStream.range(0, rows)
        .mapToObj(i -> new DotPlot.Row("arm " + i, 1, 0, 2, values, Marker.DISC, "arm", "1 [0, 2]"))
        .toList();
  }

  private static int drawn(List<DotPlot.Row> rows) {
    String svg =
        DotPlot.of("", "", new DotPlot.Axis("", Double.NaN, 0, false, "", ""), rows)
            .svg()
            .toString();
    return svg.split("class=\"mark trial\"", -1).length - 1;
  }

  @Test
  void fewDotsAreAllDrawn() {
    assertEquals(2000, drawn(rows(50, 40)));
    assertEquals("", DotPlot.thinned(rows(50, 40)));
  }

  @Test
  void ofManyEveryRowKeepsItsShareAndTheCaptionSaysSo() {
    assertEquals(2000, drawn(rows(50, 200)));
    assertTrue(DotPlot.thinned(rows(50, 200)).contains(" 40 are drawn"));
  }

  @Test
  void theSmallestAndTheLargestStayAndUndefinedOnesAreNone() {
    assertEquals(List.of(1.0, 3.0, 9.0), Dots.drawn(List.of(9.0, 4.0, 1.0, 2.0, 3.0), 3));
    assertEquals(List.of(1.0, 9.0), Dots.drawn(List.of(9.0, 4.0, Double.NaN, 1.0, 2.0), 2));
    assertEquals(List.of(5.0), Dots.drawn(List.of(Double.NaN, 5.0), 2));
  }
}
