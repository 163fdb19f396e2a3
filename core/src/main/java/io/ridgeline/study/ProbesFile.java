package io.ridgeline.study;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.ridgeline.StoreException;
import io.ridgeline.trial.Probe;
import io.ridgeline.trial.TrialJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code probes.json}: what was found of the models that a study kept. */
public final class ProbesFile {
  /** Its name in a study folder. */
  public static final String NAME = "probes.json";

  private ProbesFile() {}

  /**
   * Writes the probes into a study folder, in one step; equal probes give equal bytes.
   *
   * @throws StoreException if the disk fails
   */
  public static void write(Path folder, List<Probe> probes) {
    String json = ResultsFile.pretty(TrialJson.MAPPER.valueToTree(probes));
    new Disk().replace(folder.resolve(NAME), json.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads what {@link #write} wrote; nothing if the models were not probed.
   *
   * @throws StoreException if it is not that
   */
  public static List<Probe> read(Path folder) {
    Path file = folder.resolve(NAME);
    if (!Files.exists(file)) {
      return List.of();
    }
    try {
      return TrialJson.MAPPER.readValue(Files.readAllBytes(file), new TypeReference<>() {});
    } catch (JsonProcessingException e) {
      throw new StoreException(
          StoreException.Reason.INTEGRITY, file, "is not what was written; probe again", e);
    } catch (IOException e) {
      throw Disk.failure(file, "cannot be read", 0, e);
    }
  }
}
