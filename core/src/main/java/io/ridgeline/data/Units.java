package io.ridgeline.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * What a split must keep whole: groups, and groups that share an identical image, joined.
 *
 * @param unit for each example, the unit it belongs to, named by its first example
 * @param stratum of each example
 * @param strata their number
 */
record Units(int[] unit, int[] stratum, int strata) {
  static Units of(Cohort cohort, List<Audit.Duplicates> duplicates) {
    List<String> groups = cohort.examples().stream().map(Example::group).toList();
    int[] stratum = IntStream.range(0, cohort.size()).map(cohort::stratum).toArray();
    return of(groups, duplicates, stratum, cohort.strata().size());
  }

  static Units of(
      List<String> groups, List<Audit.Duplicates> duplicates, int[] stratum, int strata) {
    int[] parent = new int[groups.size()];
    Map<String, Integer> firstOfGroup = new HashMap<>();
    for (int i = 0; i < parent.length; i++) {
      parent[i] = i;
      join(parent, i, firstOfGroup.computeIfAbsent(groups.get(i), g -> -1));
      firstOfGroup.put(groups.get(i), i);
    }
    for (Audit.Duplicates same : duplicates) {
      for (int example : same.examples()) {
        join(parent, example, same.examples().get(0));
      }
    }
    int[] unit = new int[parent.length];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = root(parent, i);
    }
    return new Units(unit, stratum, strata);
  }

  int count() {
    return (int) Arrays.stream(unit).distinct().count();
  }

  /**
   * Deals whole units into bins of the given shares so that each class spreads as the shares do.
   *
   * <p>Large units first, in random order among equals, each into the bin where it adds least to
   * Σ_bin Σ_class (n / N)² / share, n of N being the class's images in that bin: the sum is least
   * when every class is spread exactly by the shares.
   *
   * @param examples to deal
   * @return for each example its bin; −1 for those not dealt
   */
  int[] assign(int[] examples, double[] shares, RandomGenerator random) {
    int[] totals = new int[strata];
    Map<Integer, List<Integer>> members = new LinkedHashMap<>();
    for (int i : examples) {
      members.computeIfAbsent(unit[i], u -> new ArrayList<>()).add(i);
      totals[stratum[i]]++;
    }
    List<List<Integer>> order = shuffled(members.values(), random);
    order.sort(Comparator.comparingInt(u -> -u.size()));

    double[][] filled = new double[shares.length][strata];
    int[] bin = new int[unit.length];
    Arrays.fill(bin, -1);
    for (List<Integer> dealt : order) {
      double[] adds = new double[strata];
      for (int i : dealt) {
        adds[stratum[i]] += 1.0 / totals[stratum[i]];
      }
      int best = 0;
      double least = Double.POSITIVE_INFINITY;
      for (int b = 0; b < shares.length; b++) {
        double cost = 0;
        for (int c = 0; c < strata; c++) {
          cost += adds[c] * (2 * filled[b][c] + adds[c]) / shares[b];
        }
        if (cost < least) {
          least = cost;
          best = b;
        }
      }
      for (int c = 0; c < strata; c++) {
        filled[best][c] += adds[c];
      }
      for (int i : dealt) {
        bin[i] = best;
      }
    }
    return bin;
  }

  private static void join(int[] parent, int a, int b) {
    if (b >= 0) {
      int one = root(parent, a);
      int two = root(parent, b);
      parent[Math.max(one, two)] = Math.min(one, two);
    }
  }

  /**
   * A share of some examples, whole units: of every stratum the first units in an order that is the
   * same for every share, at least one.
   *
   * @return those taken, rising
   */
  int[] some(int[] examples, double share, RandomGenerator random) {
    Map<Integer, Map<Integer, List<Integer>>> byStratum = new TreeMap<>();
    Map<Integer, Integer> stratumOf = new HashMap<>();
    for (int i : examples) {
      byStratum
          .computeIfAbsent(
              stratumOf.computeIfAbsent(unit[i], u -> stratum[i]), k -> new LinkedHashMap<>())
          .computeIfAbsent(unit[i], u -> new ArrayList<>())
          .add(i);
    }
    List<Integer> taken = new ArrayList<>();
    for (Map<Integer, List<Integer>> members : byStratum.values()) {
      List<List<Integer>> order = shuffled(members.values(), random);
      int count = Math.max(1, (int) Math.round(share * order.size()));
      order.subList(0, count).forEach(taken::addAll);
    }
    return taken.stream().mapToInt(i -> i).sorted().toArray();
  }

  private static List<List<Integer>> shuffled(
      Collection<List<Integer>> units, RandomGenerator random) {
    List<List<Integer>> order = new ArrayList<>(units);
    for (int i = order.size() - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      List<Integer> swapped = order.get(i);
      order.set(i, order.get(j));
      order.set(j, swapped);
    }
    return order;
  }

  private static int root(int[] parent, int i) {
    int at = i;
    while (parent[at] != at) {
      // Halving the path keeps later walks short.
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  }
}
