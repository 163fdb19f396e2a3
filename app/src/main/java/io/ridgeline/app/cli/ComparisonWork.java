package io.ridgeline.app.cli;

import io.ridgeline.report.ComparisonAnswer;
import io.ridgeline.report.ComparisonReport;
import io.ridgeline.study.StudyComparison;
import io.ridgeline.study.StudyResults;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compares studies and writes what that found; what compare and suite share. */
record ComparisonWork(Path folder, Console console) {
  /**
   * Writes {@code compare.html}, {@code compare.json} and what stands beside them, and prints the
   * answer.
   *
   * @param studies by name
   * @param metric null for the one that decides in all of them
   */
  void write(Map<String, StudyResults> studies, @Nullable String metric, boolean json) {
    StudyComparison comparison = StudyComparison.of(studies, metric);
    Path page = ComparisonReport.write(folder, comparison);
    comparison.write(folder);
    if (json) {
      console.out().print(comparison.json());
    } else {
      ComparisonAnswer.of(comparison).forEach(line -> console.out().println(line + "\n"));
      console.out().println("Comparison: " + page);
    }
  }
}
