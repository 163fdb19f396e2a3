package io.ridgeline.tune;

import java.util.ArrayList;
import java.util.List;

/**
 * One round of successive halving: so many configurations with so many epochs each.
 *
 * <p>Of n configurations the best ⌊n/3⌋ go on with three times the epochs, each trained anew with
 * its whole learning-rate schedule, until one is left (Jamieson & Talwalkar 2016, AISTATS; Li et
 * al. 2020, MLSys). That one is not trained again here: the study's own trials do it.
 *
 * @param trials configurations
 * @param epochs of each of them
 */
record Rung(int trials, int epochs) {
  /** Of how many one goes on, and by how much its epochs grow. */
  static final int REDUCTION = 3;

  /** The rounds of a search, whose last trains for {@code epochs}/3, or for all without pruning. */
  static List<Rung> of(Tuning tuning, int epochs) {
    if (tuning.pruning() == Tuning.Pruning.NONE) {
      return List.of(new Rung(tuning.trials(), epochs));
    }
    List<Integer> fields = new ArrayList<>();
    for (int n = tuning.trials(); n > 1; n /= REDUCTION) {
      fields.add(n);
    }
    List<Rung> rungs = new ArrayList<>();
    for (int k = 0; k < fields.size(); k++) {
      double share = Math.pow(REDUCTION, fields.size() - k);
      int fewest = k == 0 ? 1 : rungs.get(k - 1).epochs() + 1;
      rungs.add(new Rung(fields.get(k), Math.max(fewest, (int) Math.round(epochs / share))));
    }
    return List.copyOf(rungs);
  }
}
