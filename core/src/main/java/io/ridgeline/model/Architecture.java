package io.ridgeline.model;

import io.ridgeline.StudyFileException;
import io.ridgeline.data.Shape;
import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Suggestion;
import io.ridgeline.engine.Weights;
import io.ridgeline.trial.Setting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The plan of a network: what a study file's {@code model} section names. */
public sealed interface Architecture permits Linear, Mlp, Cnn, ResNet, UNet, Fcos {
  /** Every architecture's declaration, by name. */
  static Map<String, Descriptor> catalog() {
    Map<String, Descriptor> byName = new LinkedHashMap<>();
    for (Class<?> type :
        List.of(Linear.class, Mlp.class, Cnn.class, ResNet.class, UNet.class, Fcos.class)) {
      byName.put(Descriptor.of(type).name(), Descriptor.of(type));
    }
    return byName;
  }

  /**
   * The architecture that a study file names.
   *
   * @throws io.ridgeline.StudyFileException if the name is unknown or a value is out of range
   */
  static Architecture of(Setting setting) {
    Descriptor descriptor = catalog().get(setting.name());
    if (descriptor == null) {
      throw new StudyFileException(Suggestion.unknown("model", setting.name(), catalog().keySet()));
    }
    return (Architecture) descriptor.create(setting.values());
  }

  /** Its name and values. */
  default Setting setting() {
    return new Setting(Descriptor.of(getClass()).name(), Descriptor.values(this));
  }

  /** Declares its weights and composes its layers. */
  Model build(Shape input, int outputs);

  /** The model made of {@code body}. */
  static Model model(
      Architecture plan, Shape input, int outputs, Weights weights, Sites sites, Layer body) {
    return new Model(plan, input, outputs, weights, sites.all(), body);
  }
}
