package io.ridgeline.study;

import io.ridgeline.describe.Choice;
import io.ridgeline.describe.Count;
import io.ridgeline.describe.Method;
import io.ridgeline.describe.Real;

/** The numbers of a study file, declared once for its reader and its schema. */
final class Numbers {
  private Numbers() {}

  @Method(name = "study", summary = "Numbers at the top of a study file.")
  record Study(
      @Count(doc = "how often each arm is trained on each split", def = 5, min = 1, max = 1000)
          int seeds,
      @Count(doc = "the study's own seed", def = 1, max = Integer.MAX_VALUE) int seed,
      @Count(doc = "intra-op threads of each trial", def = 1, min = 1, max = 256) int threads) {}

  @Method(name = "data", summary = "Numbers of the data section.")
  record Data(
      @Count(doc = "folds of a stratified grouped K-fold", def = 5, min = 2, max = 100) int folds,
      @Count(doc = "how often the K-fold is repeated", def = 1, min = 1, max = 100) int repeats,
      @Real(
              doc = "share of the non-test part held out for validation",
              def = 0.2,
              minExclusive = true,
              max = 0.5)
          double validation,
      @Real(doc = "share held out for test", def = 0.2, minExclusive = true, max = 0.5) double test,
      @Count(doc = "channels of an image: 1, 3, or 0 for as stored", def = 0, max = 3) int channels,
      @Choice(
              doc = "how an image is brought to another size",
              def = "stretch",
              options = {"stretch", "letterbox"})
          String resize,
      @Choice(
              doc = "how pixels are brought to another grid",
              def = "linear",
              options = {"linear", "cubic"})
          String interpolation) {}

  @Method(name = "phantom", summary = "Numbers of a simulated cohort.")
  record Phantom(
      @Count(doc = "patients", def = 300, min = 20, max = 100_000) int patients,
      @Count(doc = "height and width in pixels", def = 64, min = 16, max = 512) int size,
      @Real(doc = "0 (obvious) to 1 (hardly separable)", def = 0.5, max = 1) double difficulty,
      @Count(doc = "seed of the simulation", def = 1, max = Integer.MAX_VALUE) int seed) {}

  @Method(name = "cocktail", summary = "Numbers of a cocktail in an arm.")
  record Cocktail(
      @Count(
              doc = "0: every first choice at its defaults; n: the n-th random arm of the space",
              def = 0,
              max = Integer.MAX_VALUE)
          int draw) {}

  @Method(name = "tuning", summary = "Numbers of the tuning section.")
  record Tuned(
      @Count(
              doc = "configurations tried for each arm in each split",
              def = 12,
              min = 2,
              max = 10_000)
          int trials,
      @Real(
              doc = "share of the training part that judges them",
              def = 0.2,
              minExclusive = true,
              max = 0.5)
          double holdout,
      @Count(
              doc = "inner folds of the training part that judge them; 0: the hold-out does",
              def = 0,
              max = 20)
          int folds,
      @Choice(
              doc = "what proposes them",
              def = "halton",
              options = {"halton", "tpe"})
          String sampler,
      @Choice(
              doc = "how epochs are spread over them",
              def = "halving",
              options = {"halving", "none"})
          String pruning) {}

  @Method(name = "training", summary = "Numbers of the training section.")
  record Training(
      @Real(doc = "the peak learning rate", def = 2e-3, minExclusive = true, max = 100)
          double learningRate,
      @Count(doc = "images a step", def = 64, min = 1, max = 65_536) int batch,
      @Count(doc = "passes over the training part", def = 40, min = 1, max = 100_000) int epochs) {}
}
