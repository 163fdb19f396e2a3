package io.ridgeline.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchPlanTest {
  @Test
  void everyEpochHoldsEveryExampleOnceInBatchesOfTheAskedSize() {
    for (int n = 1; n <= 40; n++) {
      int[] examples = IntStream.range(100, 100 + n).toArray();
      for (int batch = 1; batch <= 9; batch++) {
        BatchPlan plan = new BatchPlan(examples, batch, n);
        List<int[]> epoch = plan.epoch(batch);
        assertEquals(plan.batches(), epoch.size());
        assertArrayEquals(examples, epoch.stream().flatMapToInt(Arrays::stream).sorted().toArray());
        for (int b = 0; b < epoch.size() - 1; b++) {
          assertEquals(batch, epoch.get(b).length);
        }
        int last = epoch.get(epoch.size() - 1).length;
        int rest = n % batch;
        int expected = rest == 0 ? batch : rest == 1 && n > 1 ? batch + 1 : rest;
        assertEquals(expected, last, n + " examples in batches of " + batch);
      }
    }
  }

  @Test
  void epochsDifferAndComeBackTheSame() {
    BatchPlan plan = new BatchPlan(IntStream.range(0, 50).toArray(), 50, 3);
    int[] first = plan.epoch(0).get(0);
    assertFalse(Arrays.equals(first, plan.epoch(1).get(0)));
    assertArrayEquals(first, plan.epoch(0).get(0));
    assertArrayEquals(first, new BatchPlan(plan.examples(), 50, 3).epoch(0).get(0));
    assertFalse(Arrays.equals(first, new BatchPlan(plan.examples(), 50, 4).epoch(0).get(0)));
  }

  /** Each of 6 places is as likely for example 0: 6,000 epochs, expected 1,000, sd 29. */
  @Test
  void theShuffleIsFair() {
    BatchPlan plan = new BatchPlan(IntStream.range(0, 6).toArray(), 6, 11);
    int[] places = new int[6];
    for (int epoch = 0; epoch < 6000; epoch++) {
      int[] order = plan.epoch(epoch).get(0);
      for (int i = 0; i < 6; i++) {
        if (order[i] == 0) {
          places[i]++;
        }
      }
    }
    for (int place : places) {
      assertEquals(1000, place, 130);
    }
  }

  @Test
  void anEmptyPlanIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new BatchPlan(new int[0], 4, 1));
    assertThrows(IllegalArgumentException.class, () -> new BatchPlan(new int[] {1}, 0, 1));
  }
}
