package io.ridgeline.study;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.study.Robustness.ArmRobustness;
import io.ridgeline.trial.Probe;
import io.ridgeline.trial.TrialRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RobustnessTest {
  private static final List<TrialRecord> RECORDS =
      FakeStudy.plan().stream().map(FakeStudy::record).toList();

  @TempDir Path folder;

  /** Of none .9, .7, of l1 .8, .5 with .01 more a seed; every other arm was not probed. */
  private static List<Probe> probes() {
    List<Probe> probes = new ArrayList<>();
    for (TrialRecord record : RECORDS) {
      double more = 0.01 * record.spec().seed();
      String arm = record.spec().arm().name();
      if (arm.equals("none")) {
        probes.add(probe(record, 0.9, 0.7, 0.1));
      } else if (arm.equals("l1")) {
        probes.add(probe(record, 0.8 + more, 0.5 + more, 0.3));
      }
    }
    return probes;
  }

  private static Probe probe(TrialRecord record, double light, double heavy, double rise) {
    return new Probe(
        record.spec().key(),
        Map.of("noise", List.of(light, heavy), "blur", List.of(light - 0.1, heavy - 0.1)),
        new Probe.Sharpness(0.5, rise, 2 * rise));
  }

  @Test
  void meansAreTakenOverKindsSeveritiesAndTrials() {
    List<ArmRobustness> arms =
        Robustness.of(FakeStudy.spec(), List.of(FakeStudy.split()), RECORDS, probes());
    ArmRobustness none = arms.get(0);
    ArmRobustness l1 = arms.get(1);
    assertEquals("none", none.arm());
    assertEquals(0.75, none.corrupted(), 1e-12);
    assertEquals(0.85, none.bySeverity().get(0), 1e-12);
    assertEquals(0.65, none.bySeverity().get(1), 1e-12);
    assertEquals(List.of("blur", "noise"), List.copyOf(none.byKind().keySet()));
    double[] kinds = none.byKind().values().stream().mapToDouble(v -> v).toArray();
    assertArrayEquals(new double[] {0.7, 0.8}, kinds, 1e-12);
    assertEquals("", none.over());
    // 0.6 + 0.025 on the mean of six seeds, against 0.75
    assertEquals(-0.125, l1.difference().mean(), 1e-12);
    // t(5) = 2.570582, s = 0.01·√3.5
    assertEquals(2.570582 * 0.01 * Math.sqrt(3.5 / 6), l1.difference().high() + 0.125, 1e-8);
    assertTrue(l1.over().startsWith("6 seeds"), l1.over());
    assertEquals(0.3, l1.randomRise(), 1e-12);
    assertEquals(0.6, l1.alignedRise(), 1e-12);
    assertTrue(Double.isNaN(arms.get(3).corrupted()) && arms.get(3).bySeverity().isEmpty());
  }

  @Test
  void withoutProbesThereIsNothing() {
    assertEquals(
        List.of(), Robustness.of(FakeStudy.spec(), List.of(FakeStudy.split()), RECORDS, List.of()));
  }

  @Test
  void theFileReadsBackAndIsTheSameBytesAgain() throws Exception {
    assertEquals(List.of(), ProbesFile.read(folder));
    ProbesFile.write(folder, probes());
    assertEquals(probes(), ProbesFile.read(folder));
    byte[] bytes = Files.readAllBytes(folder.resolve("probes.json"));
    ProbesFile.write(folder, ProbesFile.read(folder));
    assertArrayEquals(bytes, Files.readAllBytes(folder.resolve("probes.json")));
  }
}
