package io.ridgeline.study;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ridgeline.StoreException;
import io.ridgeline.trial.TrialJson;
import io.ridgeline.trial.TrialRecord;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** {@code timings.json}: what depends on the machine and the day, kept apart from the results. */
public final class TimingsFile {
  /** Its name in a study folder. */
  public static final String NAME = "timings.json";

  private TimingsFile() {}

  /**
   * Writes the wall times of trials into a study folder.
   *
   * @param written the date to write, in UTC
   * @throws StoreException if the disk fails
   */
  public static void write(Path folder, List<TrialRecord> records, Instant written) {
    ObjectNode tree = TrialJson.MAPPER.createObjectNode();
    tree.put("written", written.toString());
    tree.put("seconds", records.stream().mapToDouble(r -> r.timing().seconds()).sum());
    for (TrialRecord record : records) {
      tree.withArray("trials")
          .addObject()
          .put("trial", record.spec().key().value())
          .put("arm", record.spec().arm().name())
          .put("split", record.spec().split())
          .put("seed", record.spec().seed())
          .put("seconds", record.timing().seconds())
          .put("stepSeconds", record.timing().stepSeconds());
    }
    byte[] bytes = ResultsFile.pretty(tree).getBytes(StandardCharsets.UTF_8);
    new Disk().replace(folder.resolve(NAME), bytes);
  }
}
