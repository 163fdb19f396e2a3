package io.ridgeline.tune;

import io.ridgeline.trial.Arm;
import io.ridgeline.trial.TrainingSpec;
import java.util.Map;

/**
 * One configuration of an arm.
 *
 * @param arm its methods with the values tried
 * @param training the fit with the learning rate tried
 * @param values what was searched, by {@link Dimension#path}
 */
public record Candidate(Arm arm, TrainingSpec training, Map<String, Object> values) {}
