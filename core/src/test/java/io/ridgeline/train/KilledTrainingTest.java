package io.ridgeline.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ridgeline.study.StoredTrials;
import io.ridgeline.trial.TrialJson;
import io.ridgeline.trial.TrialRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process is killed in the middle of its trials; the next one goes on where it was. */
@Timeout(600)
class KilledTrainingTest {
  private static final int KILLS = 4;

  @TempDir Path temporary;

  private List<String> records(Path folder) {
    return StoredTrials.read(folder).records().stream().map(KilledTrainingTest::untimed).toList();
  }

  /** A record without its times, as it is written. */
  private static String untimed(TrialRecord record) {
    ObjectNode tree = TrialJson.MAPPER.valueToTree(record);
    tree.remove("timing");
    return tree.toString();
  }

  private static List<String> lines(Path heard) throws IOException {
    return Files.exists(heard) ? Files.readAllLines(heard) : List.of();
  }

  /** Where an epoch stands in the study: those of the second arm follow those of the first. */
  private static int place(String line) {
    String[] words = line.split(" ", -1);
    return Integer.parseInt(words[1]) + (words[0].equals("many") ? ChildTraining.EPOCHS : 0);
  }

  @Test
  void aTrialGoesOnFromItsMiddleAndItsRecordIsTheSameToTheBit() throws Exception {
    Path whole = temporary.resolve("whole");
    assertEquals(0, ChildTraining.start(whole, temporary.resolve("all"), 0).waitFor());
    Path folder = temporary.resolve("killed");
    Path heard = temporary.resolve("heard");
    Random random = new Random(3);
    List<Integer> ends = new ArrayList<>();
    for (int kill = 0; kill < KILLS; kill++) {
      int before = lines(heard).size();
      Process process = ChildTraining.start(folder, heard, 60);
      // an epoch is heard of before its state is kept: the third shows that the second was
      while (lines(heard).size() < before + 3 && process.isAlive()) {
        Thread.sleep(5);
      }
      process.waitFor(random.nextInt(100), TimeUnit.MILLISECONDS);
      process.destroyForcibly().waitFor();
      ends.add(lines(heard).size());
    }
    assertEquals(0, ChildTraining.start(folder, heard, 0).waitFor());
    List<String> all = lines(heard);
    for (int end : ends) {
      int again = place(all.get(end)) - place(all.get(end - 1));
      assertTrue(again == 0 || again == 1, "killed after epoch " + (end - 1) + " of " + all);
    }
    assertEquals(records(whole), records(folder));
    assertEquals(2, records(folder).size());
  }
}
