package io.ridgeline.report.html;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class NumbersTest {
  @Test
  void fixedDigits() {
    assertEquals("0.905", Numbers.fixed(0.90460, 3));
    assertEquals("−0.021", Numbers.fixed(-0.0206, 3));
    assertEquals("0.000", Numbers.fixed(-0.0001, 3));
    assertEquals("undefined", Numbers.fixed(Double.NaN, 3));
    assertEquals("−∞", Numbers.fixed(Double.NEGATIVE_INFINITY, 3));
  }

  @Test
  void signsAreShownExceptForZero() {
    assertEquals("+0.021", Numbers.signed(0.0206, 3));
    assertEquals("−0.021", Numbers.signed(-0.0206, 3));
    assertEquals("0.000", Numbers.signed(0.0004, 3));
    assertEquals("undefined", Numbers.signed(Double.NaN, 3));
  }

  @Test
  void intervalsVanishWhereAnEndIsUndefined() {
    assertEquals("[0.871,\u00a00.932]", Numbers.interval(0.871, 0.932, 3));
    assertEquals("[−0.004,\u00a0+0.046]", Numbers.signedInterval(-0.004, 0.046, 3));
    assertEquals("", Numbers.interval(Double.NaN, 0.932, 3));
    assertEquals("", Numbers.signedInterval(0, Double.NaN, 3));
  }

  @Test
  void smallProbabilitiesAreBounded() {
    assertEquals("<\u00a00.001", Numbers.p(0.0009));
    assertEquals("0.001", Numbers.p(0.001));
    assertEquals("1.000", Numbers.p(1));
    assertEquals("undefined", Numbers.p(Double.NaN));
  }

  @Test
  void durationsInTheTwoLargestUnits() {
    assertEquals("0.8 s", Numbers.duration(0.8));
    assertEquals("42 s", Numbers.duration(42));
    assertEquals("1 min 00 s", Numbers.duration(60));
    assertEquals("3 min 07 s", Numbers.duration(187));
    assertEquals("2 h 05 min", Numbers.duration(7500));
  }

  @Test
  void threeSignificantDigits() {
    assertEquals("17.9", Numbers.significant(17.93));
    assertEquals("0.0631", Numbers.significant(0.06312));
    assertEquals("12346", Numbers.significant(12345.6));
    assertEquals("1.23e−07", Numbers.significant(1.234e-7));
    assertEquals("0", Numbers.significant(0));
  }

  @Test
  void settingsAsInStudyFiles() {
    assertEquals("1e-5", Numbers.setting(1.0E-5));
    assertEquals("2.5e-5", Numbers.setting(2.5E-5));
    assertEquals("0.3", Numbers.setting(0.3));
    assertEquals("2", Numbers.setting(2.0));
    assertEquals("[1, 1, 1]", Numbers.setting(List.of(1, 1, 1)));
    assertEquals("mean", Numbers.setting("mean"));
  }

  @Test
  void theLocaleDoesNotMatter() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertEquals("1234.5", Numbers.fixed(1234.5, 1));
      assertEquals("3 min 07 s", Numbers.duration(187));
    } finally {
      Locale.setDefault(before);
    }
  }
}
