package io.ridgeline.regularize;

import io.ridgeline.StudyFileException;
import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Suggestion;
import io.ridgeline.regularize.augment.Affine;
import io.ridgeline.regularize.augment.BiasField;
import io.ridgeline.regularize.augment.CutMix;
import io.ridgeline.regularize.augment.Elastic;
import io.ridgeline.regularize.augment.Flip;
import io.ridgeline.regularize.augment.Intensity;
import io.ridgeline.regularize.augment.Mixup;
import io.ridgeline.regularize.augment.RandAugment;
import io.ridgeline.regularize.augment.RandomErasing;
import io.ridgeline.regularize.augment.Rotate90;
import io.ridgeline.regularize.augment.TrivialAugment;
import io.ridgeline.regularize.averaging.Ema;
import io.ridgeline.regularize.control.EarlyStopping;
import io.ridgeline.regularize.gradient.GradientClipping;
import io.ridgeline.regularize.noise.Dropout;
import io.ridgeline.regularize.noise.SpatialDropout;
import io.ridgeline.regularize.objective.AugMix;
import io.ridgeline.regularize.penalty.ElasticNet;
import io.ridgeline.regularize.penalty.L1;
import io.ridgeline.regularize.penalty.L2;
import io.ridgeline.regularize.prediction.TestTimeAugmentation;
import io.ridgeline.regularize.projection.MaxNorm;
import io.ridgeline.regularize.step.ProximalL1;
import io.ridgeline.regularize.step.WeightDecay;
import io.ridgeline.regularize.target.LabelSmoothing;
import io.ridgeline.trial.Setting;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Every regularizer. Adding one is one record, one test, one line here. */
public final class Catalog {
  /** In the order in which they are listed. */
  public static final List<Class<? extends Regularizer>> ALL =
      List.of(
          L1.class,
          L2.class,
          ElasticNet.class,
          ProximalL1.class,
          WeightDecay.class,
          MaxNorm.class,
          Dropout.class,
          SpatialDropout.class,
          Flip.class,
          Rotate90.class,
          Affine.class,
          Elastic.class,
          Intensity.class,
          BiasField.class,
          RandomErasing.class,
          TrivialAugment.class,
          RandAugment.class,
          AugMix.class,
          Mixup.class,
          CutMix.class,
          LabelSmoothing.class,
          GradientClipping.class,
          Ema.class,
          EarlyStopping.class,
          TestTimeAugmentation.class);

  private static final Map<String, Descriptor> BY_NAME = byName();

  private Catalog() {}

  /** The declarations by name, in the order of {@link #ALL}. */
  public static Map<String, Descriptor> descriptors() {
    return BY_NAME;
  }

  private static Map<String, Descriptor> byName() {
    Map<String, Descriptor> byName = new LinkedHashMap<>();
    ALL.forEach(type -> byName.put(Descriptor.of(type).name(), Descriptor.of(type)));
    return Collections.unmodifiableMap(byName);
  }

  /**
   * The method that a study file names.
   *
   * @throws StudyFileException listing the known methods if the name is unknown, or naming the
   *     value that is out of range
   */
  public static Regularizer create(Setting setting) {
    Descriptor descriptor = BY_NAME.get(setting.name());
    if (descriptor == null) {
      throw new StudyFileException(Suggestion.unknown("method", setting.name(), BY_NAME.keySet()));
    }
    return (Regularizer) descriptor.create(setting.values());
  }

  /** Every method of a list. */
  public static List<Regularizer> create(List<Setting> settings) {
    return settings.stream().map(Catalog::create).toList();
  }

  /** Why some methods cannot stand in one arm, if so. */
  public static Optional<String> conflict(List<Setting> settings) {
    List<Regularizer> seen = new ArrayList<>();
    for (Regularizer method : create(settings)) {
      for (Regularizer other : seen) {
        if (other.name().equals(method.name())) {
          return Optional.of(method.name() + " is listed twice");
        }
        Set<Regularizer.Shrinks> both = EnumSet.noneOf(Regularizer.Shrinks.class);
        both.addAll(method.shrinks());
        both.retainAll(other.shrinks());
        if (!both.isEmpty()) {
          return Optional.of(
              other.name()
                  + " and "
                  + method.name()
                  + " shrink the same weights twice; list one of them");
        }
        if (method instanceof WeightAveraging && other instanceof WeightAveraging) {
          return Optional.of(
              other.name() + " and " + method.name() + " both say which weights predict; list one");
        }
      }
      seen.add(method);
    }
    return Optional.empty();
  }
}
