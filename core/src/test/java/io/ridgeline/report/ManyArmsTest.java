package io.ridgeline.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.study.StudyResults;
import io.ridgeline.study.StudyResults.ArmResult;
import io.ridgeline.trial.Arm;
import io.ridgeline.trial.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports of so many arms that they are grouped by kind and can be filtered. */
class ManyArmsTest {
  @TempDir Path folder;

  private String page(ReportInput input) throws IOException {
    return Files.readString(StudyReport.write(folder, input));
  }

  /** The sample's arms, and five more that each list one of its methods, in no order of kinds. */
  private static ReportInput many() {
    ReportInput sample = SampleStudy.input();
    StudyResults r = sample.results();
    List<ArmResult> arms = new ArrayList<>(r.arms());
    ArmResult pattern = arms.get(1);
    for (String method : List.of("l1", "dropout", "l1", "early-stopping", "dropout")) {
      Arm arm = new Arm("own" + arms.size(), List.of(new Setting(method, Map.of())));
      arms.add(named(pattern, arm));
    }
    return SampleStudy.with(
        sample,
        new StudyResults(
            r.study(), r.task(), r.metric(), r.specHash(), false, r.classes(), arms, r.best()));
  }

  private static ArmResult named(ArmResult a, Arm arm) {
    return new ArmResult(
        arm,
        a.trials(),
        a.completed(),
        a.failed(),
        a.diverged(),
        a.metrics(),
        a.validation(),
        a.train(),
        a.gap(),
        a.difference(),
        a.differences(),
        a.epochs(),
        a.sparsity(),
        a.weightNorm(),
        a.seedDeviation(),
        a.splitDeviation());
  }

  @Test
  void manyArmsStandByKindAndCanBeFiltered() throws IOException {
    ReportInput input = many();
    Context context = new Context(input);
    List<String> kinds = context.kinds();
    assertEquals("Baseline", kinds.get(0));
    assertEquals("Combinations", kinds.get(kinds.size() - 1));
    List<Integer> places =
        context.arms().stream().map(a -> kinds.indexOf(context.kind(a))).toList();
    assertEquals(places.stream().sorted().toList(), places);
    assertEquals(14, places.size());

    String page = page(input);
    assertTrue(page.contains("<form id=\"arm-filter\""), "the bar");
    assertTrue(page.contains("<option value=\"Penalties\">Penalties ("), "its kinds with counts");
    assertTrue(page.contains("<li data-kind=\"Noise\">own10</li>"), "the kind of every arm");
    assertTrue(page.contains("<g data-arm=\"own10\">"), "rows of figures know their arm");
  }

  @Test
  void fewArmsStandAsTheStudyListsThem() throws IOException {
    ReportInput input = SampleStudy.input();
    assertEquals(input.results().arms(), new Context(input).arms());
    assertFalse(page(input).contains("arm-filter\""));
  }
}
