package io.ridgeline.report.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
  @Test
  void valuesKeepEveryDigitAndTextIsQuotedWhereNeeded() {
    Table table =
        new Table(
            "t",
            List.of("arm", "mean", "n", "chosen"),
            List.of(
                List.of("l1, strong", 0.1 + 0.2, 5, true),
                List.of("say \"no\"\nmore", Double.NaN, 0, false)));
    assertEquals(
        String.join(
            "\r\n",
            "arm,mean,n,chosen",
            "\"l1, strong\",0.30000000000000004,5,true",
            "\"say \"\"no\"\"\nmore\",NaN,0,false",
            ""),
        table.csv());
  }

  @Test
  void formulasAreInertButNegativeNumbersAreNumbers() {
    Table table =
        new Table(
            "t",
            List.of("a", "b"),
            List.of(List.of("=HYPERLINK(\"x\")", -0.5), List.of("@SUM(1)", "-a")));
    assertEquals("a,b\r\n\"'=HYPERLINK(\"\"x\"\")\",-0.5\r\n'@SUM(1),'-a\r\n", table.csv());
  }

  @Test
  void raggedRowsAndPathsAsNamesAreRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new Table("t", List.of("a", "b"), List.of(List.of(1))));
    assertThrows(IllegalArgumentException.class, () -> new Table("../t", List.of("a"), List.of()));
  }
}
