package io.ridgeline.train;

import io.ridgeline.StudyFileException;
import io.ridgeline.describe.Count;
import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Method;
import io.ridgeline.describe.Paper;
import io.ridgeline.describe.Real;
import io.ridgeline.describe.Suggestion;
import io.ridgeline.trial.Setting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How the learning rate changes over a training, as a share of its peak. */
public sealed interface LearningRate {
  /**
   * The share of the peak at a step.
   *
   * @param step from 0
   * @param stepsPerEpoch steps of one epoch
   * @param steps steps of the whole training
   */
  double at(int step, int stepsPerEpoch, int steps);

  /** Every schedule's declaration, by name. */
  static Map<String, Descriptor> catalog() {
    Map<String, Descriptor> byName = new LinkedHashMap<>();
    for (Class<?> type : List.of(Constant.class, Steps.class, Cosine.class, OneCycle.class)) {
      byName.put(Descriptor.of(type).name(), Descriptor.of(type));
    }
    return byName;
  }

  /** The schedule that a study file names. */
  static LearningRate of(Setting setting) {
    Descriptor descriptor = catalog().get(setting.name());
    if (descriptor == null) {
      throw new StudyFileException(
          Suggestion.unknown("schedule", setting.name(), catalog().keySet()));
    }
    return (LearningRate) descriptor.create(setting.values());
  }

  /** Always the peak. */
  @Method(name = "constant", summary = "The same learning rate throughout.", formula = "η")
  record Constant() implements LearningRate {
    @Override
    public double at(int step, int stepsPerEpoch, int steps) {
      return 1;
    }
  }

  /** Multiplied by a factor every so many epochs. */
  @Method(
      name = "step",
      summary = "Multiplies the learning rate by a factor every so many epochs.",
      formula = "η γ^⌊epoch/n⌋")
  record Steps(
      @Real(doc = "factor γ", def = 0.1, max = 1, minExclusive = true) double factor,
      @Count(doc = "epochs n between changes", def = 20, min = 1, max = 100_000) int every)
      implements LearningRate {
    /** Refuses values out of range. */
    public Steps {
      Descriptor.check(Steps.class, factor, every);
    }

    @Override
    public double at(int step, int stepsPerEpoch, int steps) {
      int changes = step / stepsPerEpoch / every;
      return Math.pow(factor, changes);
    }
  }

  /** A linear warm-up, then half a cosine down to 0. */
  @Method(
      name = "cosine",
      summary = "A linear warm-up, then half a cosine down to zero.",
      formula = "η (s+1)/w for s < w, then η ½(1 + cos(π (s−w)/(S−w)))",
      paper = @Paper("Loshchilov & Hutter 2017, ICLR"))
  record Cosine(
      @Real(doc = "share of the steps for the warm-up", def = 0.05, max = 0.9) double warmup)
      implements LearningRate {
    /** Refuses a share outside [0, 0.9]. */
    public Cosine {
      Descriptor.check(Cosine.class, warmup);
    }

    @Override
    public double at(int step, int stepsPerEpoch, int steps) {
      int warm = (int) (warmup * steps);
      return step < warm
          ? (step + 1.0) / warm
          : halfCosine(1, 0, (step - warm) / (double) Math.max(1, steps - warm));
    }
  }

  /** Half a cosine up from a 25th of the peak, then half a cosine down to almost nothing. */
  @Method(
      name = "one-cycle",
      summary = "Rises to the peak over the first part of the training, then falls to almost zero.",
      formula = "half a cosine from η/25 to η over the first 30 % of the steps, then to η/(25·10⁴)",
      paper = @Paper("Smith & Topin 2019, Proc. SPIE 11006"))
  record OneCycle(
      @Real(doc = "share of the steps for the rise", def = 0.3, max = 0.9, minExclusive = true)
          double rise)
      implements LearningRate {
    private static final double FIRST = 1.0 / 25;
    private static final double LAST = FIRST / 1e4;

    /** Refuses a share outside (0, 0.9]. */
    public OneCycle {
      Descriptor.check(OneCycle.class, rise);
    }

    @Override
    public double at(int step, int stepsPerEpoch, int steps) {
      double top = rise * steps - 1;
      double end = steps - 1.0;
      if (step <= top) {
        return halfCosine(FIRST, 1, top > 0 ? step / top : 1);
      }
      return halfCosine(1, LAST, Math.min(1, (step - top) / Math.max(1, end - top)));
    }
  }

  private static double halfCosine(double from, double to, double share) {
    return to + (from - to) / 2 * (1 + StrictMath.cos(Math.PI * share));
  }
}
