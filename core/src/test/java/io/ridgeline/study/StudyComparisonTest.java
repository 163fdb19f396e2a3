package io.ridgeline.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ridgeline.DataException;
import io.ridgeline.statistics.Verdict;
import io.ridgeline.study.StudyComparison.PairwiseTest;
import io.ridgeline.study.StudyComparison.RankedArm;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StudyComparisonTest {
  private static final List<String> ARMS = List.of("none", "good", "bad");

  /** On nine data sets "good" is always best; "bad" is worst on eight of them. */
  private static Map<String, StudyResults> nine(String metric, double sign) {
    Map<String, StudyResults> studies = new LinkedHashMap<>();
    for (int i = 0; i < 9; i++) {
      double bad = i == 0 ? 0.001 : -0.01 - 0.001 * i;
      Map<String, Double> means =
          SampleStudies.means(ARMS, 0.5, 0.5 + sign * (0.01 + 0.001 * i), 0.5 + sign * bad);
      studies.put("set " + i, SampleStudies.study("set " + i, metric, means));
    }
    return studies;
  }

  /**
   * Ranks: good 9·1, none (2·8 + 3)/9, bad (3·8 + 2)/9. Wilcoxon: good 2/2⁹; of bad one rank of 1
   * is positive, so the sums {} and {1} are as small: 4/2⁹. Holm: twice the smaller, then the
   * larger.
   */
  @Test
  void ranksAndTestsByHand() {
    StudyComparison c = StudyComparison.of(nine("auroc", 1), null);
    assertEquals("auroc", c.metric());
    assertEquals("none", c.baseline());
    assertEquals(List.of("good", "none", "bad"), c.arms().stream().map(RankedArm::name).toList());
    assertEquals(1, c.arms().get(0).rank(), 1e-12);
    assertEquals(19.0 / 9, c.arms().get(1).rank(), 1e-12);
    assertEquals(26.0 / 9, c.arms().get(2).rank(), 1e-12);
    PairwiseTest good = c.arms().get(0).test();
    PairwiseTest bad = c.arms().get(2).test();
    assertNotNull(good);
    assertNotNull(bad);
    assertNull(c.arms().get(1).test());
    assertEquals(new PairwiseTest(9, 0, 2 / 512.0, 4 / 512.0, Verdict.HELPS), good);
    assertEquals(new PairwiseTest(1, 8, 4 / 512.0, 4 / 512.0, Verdict.HARMS), bad);
    // 2.344 · √(3·4/(6·9)) by Demšar's table 5: none lies further than that from good only.
    assertEquals(2.344 * Math.sqrt(12 / 54.0), c.criticalDifference(), 1e-3);
    assertEquals(List.of(List.of("none", "bad")), c.groups());
    assertEquals(Map.of(), c.leftOut());
  }

  @Test
  void whereLessIsBetterTheSameArmsWin() {
    StudyComparison c = StudyComparison.of(nine("brier", -1), null);
    assertEquals("good", c.arms().get(0).name());
    PairwiseTest good = c.arms().get(0).test();
    assertNotNull(good);
    assertEquals(Verdict.HELPS, good.verdict());
    assertEquals(9, good.better());
  }

  @Test
  void armsThatAreNotEverywhereAreLeftOutByName() {
    Map<String, StudyResults> studies = nine("auroc", 1);
    Map<String, Double> more = SampleStudies.means(ARMS, 0.5, 0.6, Double.NaN);
    more.put("only here", 0.7);
    studies.put("tenth", SampleStudies.study("tenth", "auroc", more));
    StudyComparison c = StudyComparison.of(studies, "auroc");
    assertEquals(2, c.arms().size());
    assertEquals("its auroc is undefined in tenth", c.leftOut().get("bad"));
    String absent = c.leftOut().get("only here");
    assertNotNull(absent);
    assertTrue(absent.startsWith("there is no such arm in set 0, set 1"), absent);
  }

  @Test
  void whatCannotBeComparedIsRefusedWithItsReason() {
    Map<String, StudyResults> studies = nine("auroc", 1);
    StudyResults first = studies.values().iterator().next();
    assertRefused("give two or more", Map.of("a", first), null);
    Map<String, StudyResults> twice = new LinkedHashMap<>(Map.of("a", first));
    twice.put("b", first);
    assertRefused("a and b are one study", twice, null);
    studies.put("other", SampleStudies.study("other", "accuracy", SampleStudies.means(ARMS, 1, 1)));
    assertRefused("with --metric\n  set 0: auroc", studies, null);
    assertRefused(
        "baseline 'none' cannot be compared: its auroc is undefined in", studies, "auroc");
    studies.put(
        "other",
        SampleStudies.study("other", "auroc", SampleStudies.means(List.of("x", "y"), 1, 1)));
    assertRefused("differ in their baseline", studies, null);
    studies.put("other", SampleStudies.study("other", "auroc", SampleStudies.means(ARMS, 1)));
    assertRefused("share no arm besides 'none'", studies, null);
  }

  private static void assertRefused(
      String message, Map<String, StudyResults> studies, @Nullable String metric) {
    DataException e = assertThrows(DataException.class, () -> StudyComparison.of(studies, metric));
    assertTrue(String.valueOf(e.getMessage()).contains(message), e.getMessage());
  }

  @Test
  void theFileHasItsFieldsAndIsTheSameTwice() throws IOException {
    String text = StudyComparison.of(nine("auroc", 1), null).json();
    assertEquals(text, StudyComparison.of(nine("auroc", 1), null).json());
    JsonNode json = new ObjectMapper().readTree(text);
    assertEquals("helps", json.at("/arms/0/test/verdict").asText());
    assertEquals(9, json.at("/arms/0/values").size());
    assertTrue(json.at("/arms/1/test").isNull());
    assertEquals("set 0", json.at("/dataSets/0").asText());
    assertTrue(json.path("pOfF").asDouble() < 0.05);
  }
}
