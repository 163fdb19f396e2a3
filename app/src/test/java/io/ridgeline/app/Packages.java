package io.ridgeline.app;

import io.ridgeline.data.DataSpec.Preparation.Resize;
import io.ridgeline.deploy.ModelDescription;
import io.ridgeline.deploy.ModelDescription.Input;
import io.ridgeline.deploy.ModelDescription.Provenance;
import io.ridgeline.deploy.ModelPackage;
import io.ridgeline.deploy.NamedArray;
import io.ridgeline.trial.Arm;
import io.ridgeline.trial.Setting;
import java.util.List;
import java.util.Map;

/** Model packages for tests. */
final class Packages {
  private Packages() {}

  static ModelPackage tiny() {
    Provenance from =
        new Provenance(
            "study",
            "",
            "0123456789abcdef",
            new Arm("none", List.of()),
            "official",
            0,
            "images",
            "",
            false,
            "",
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of());
    return new ModelPackage(
        new ModelDescription(
            "tiny",
            "classification",
            List.of("benign", "malignant"),
            new Setting("linear", Map.of()),
            "cross-entropy",
            new Input(1, 1, 1, 2, Resize.STRETCH, List.of(0.5f), List.of(0.25f)),
            List.of(),
            0.5,
            from),
        Map.of("w", new NamedArray(new long[] {2}, new float[] {1, -1})));
  }
}
