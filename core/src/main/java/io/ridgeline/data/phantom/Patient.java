package io.ridgeline.data.phantom;

import java.util.random.RandomGenerator;

/**
 * What stays the same in all images of one simulated patient.
 *
 * @param name unique in the cohort
 * @param label 0 benign, 1 malignant
 * @param tissue around the lesion
 * @param outline of the lesion
 * @param aspect height over width of the lesion
 * @param radius of a circle of the lesion's area, as a share of the field
 * @param softness width of the lesion's margin, as a share of the field
 * @param echogenicity of the lesion in dB
 * @param attenuation of the lesion beyond that of the tissue, dB over the depth of the field;
 *     negative: brighter behind
 */
record Patient(
    String name,
    int label,
    Tissue tissue,
    Outline outline,
    double aspect,
    double radius,
    double softness,
    double echogenicity,
    double attenuation) {

  /** Standard deviation of a trait within its class. */
  private static final double SPREAD = 0.22;

  static Patient draw(RandomGenerator random, String name, int label, double difficulty) {
    double irregular = trait(random, label, difficulty);
    double upright = trait(random, label, difficulty);
    double shadowing = trait(random, label, difficulty);
    double indistinct = trait(random, label, difficulty);
    return new Patient(
        name,
        label,
        Tissue.draw(random),
        Outline.draw(random, irregular),
        0.6 * StrictMath.pow(1.4 / 0.6, upright),
        Draws.uniform(random, 0.13, 0.19),
        0.01 + 0.05 * indistinct,
        Draws.uniform(random, -31, -23),
        -36 + 96 * shadowing);
  }

  /** How malignant one trait looks: 0 as benign ones do, 1 as malignant ones do. */
  private static double trait(RandomGenerator random, int label, double difficulty) {
    double separation = 1 - 0.95 * difficulty;
    double mean = 0.5 + (label - 0.5) * separation;
    return Math.min(1, Math.max(0, mean + SPREAD * Draws.normal(random)));
  }
}
