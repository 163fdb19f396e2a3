package io.ridgeline.tune;

import io.ridgeline.StudyFileException;
import io.ridgeline.describe.Descriptor;
import io.ridgeline.trial.Arm;
import io.ridgeline.trial.Setting;
import io.ridgeline.trial.TrainingSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The configurations of an arm: a unit cube with one axis for each dimension, the learning rate
 * first, so that all arms of a split try the same learning rates.
 */
public final class Space {
  private final Arm arm;
  private final TrainingSpec training;
  private final Map<String, Descriptor> methods;
  private final List<Dimension> dimensions;

  /**
   * The space around an arm.
   *
   * @param arm with the values of the study file, where a value is searched its default
   * @param training with the study file's learning rate
   * @param searched what is searched of the arm's methods
   * @param learningRate {lowest, highest}
   * @param methods the declarations of the arm's methods, by name
   */
  public Space(
      Arm arm,
      TrainingSpec training,
      List<Dimension> searched,
      List<Double> learningRate,
      Map<String, Descriptor> methods) {
    this.arm = arm;
    this.training = training;
    this.methods = methods;
    this.dimensions = new ArrayList<>(List.of(Dimension.learningRate(learningRate)));
    dimensions.addAll(searched);
  }

  int dimensions() {
    return dimensions.size();
  }

  /** The arm's name. */
  public String arm() {
    return arm.name();
  }

  /** What the study file itself says. */
  Candidate usual() {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Dimension d : dimensions) {
      values.put(d.path(), d.method().isEmpty() ? training.learningRate() : value(d));
    }
    return new Candidate(arm, training, values);
  }

  private Object value(Dimension dimension) {
    Setting method =
        arm.methods().stream()
            .filter(m -> m.name().equals(dimension.method()))
            .findFirst()
            .orElseThrow();
    Object value = method.values().get(dimension.parameter().name());
    if (value == null) {
      throw new IllegalArgumentException("no " + dimension.path() + " in arm " + arm.name());
    }
    return value;
  }

  /**
   * The configuration at a point of the cube.
   *
   * @param shares a coordinate in [0, 1) for each dimension
   * @return empty if values that are valid one by one contradict each other
   */
  Optional<Candidate> at(double[] shares) {
    Map<String, Object> values = new LinkedHashMap<>();
    Map<String, Map<String, Object>> byMethod = new LinkedHashMap<>();
    for (int i = 0; i < shares.length; i++) {
      Dimension d = dimensions.get(i);
      Object value = d.parameter().searched(shares[i]);
      values.put(d.path(), value);
      byMethod
          .computeIfAbsent(d.method(), m -> new LinkedHashMap<>())
          .put(d.parameter().name(), value);
    }
    List<Setting> settings = new ArrayList<>();
    for (Setting method : arm.methods()) {
      Map<String, Object> changed = new LinkedHashMap<>(method.values());
      changed.putAll(byMethod.getOrDefault(method.name(), Map.of()));
      Descriptor descriptor = methods.get(method.name());
      if (descriptor != null) {
        try {
          descriptor.create(changed);
        } catch (StudyFileException e) {
          return Optional.empty();
        }
      }
      settings.add(new Setting(method.name(), changed));
    }
    double rate = (Double) dimensions.get(0).parameter().searched(shares[0]);
    return Optional.of(new Candidate(new Arm(arm.name(), settings), training.atRate(rate), values));
  }
}
