package io.ridgeline.report;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyReportTest {
  @Test
  void look(@TempDir Path folder) throws Exception {
    Path out = Path.of(System.getProperty("report.out", folder.toString()));
    assertTrue(Files.exists(StudyReport.write(out, SampleStudy.input())));
  }
}
