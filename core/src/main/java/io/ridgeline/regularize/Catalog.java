package io.ridgeline.regularize;

import io.ridgeline.StudyFileException;
import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Suggestion;
import io.ridgeline.regularize.activity.ActivityL1;
import io.ridgeline.regularize.activity.ActivityL2;
import io.ridgeline.regularize.augment.Affine;
import io.ridgeline.regularize.augment.BiasField;
import io.ridgeline.regularize.augment.CutMix;
import io.ridgeline.regularize.augment.Elastic;
import io.ridgeline.regularize.augment.Flip;
import io.ridgeline.regularize.augment.Intensity;
import io.ridgeline.regularize.augment.Mixup;
import io.ridgeline.regularize.augment.Mosaic;
import io.ridgeline.regularize.augment.RandAugment;
import io.ridgeline.regularize.augment.RandomErasing;
import io.ridgeline.regularize.augment.Rotate90;
import io.ridgeline.regularize.augment.TrivialAugment;
import io.ridgeline.regularize.averaging.Ema;
import io.ridgeline.regularize.averaging.Swa;
import io.ridgeline.regularize.control.EarlyStopping;
import io.ridgeline.regularize.ensemble.SnapshotEnsemble;
import io.ridgeline.regularize.gradient.AdaptiveClipping;
import io.ridgeline.regularize.gradient.GradientCentralization;
import io.ridgeline.regularize.gradient.GradientClipping;
import io.ridgeline.regularize.gradient.GradientNoise;
import io.ridgeline.regularize.loss.ClassBalance;
import io.ridgeline.regularize.loss.ConfidencePenalty;
import io.ridgeline.regularize.loss.Focal;
import io.ridgeline.regularize.noise.AlphaDropout;
import io.ridgeline.regularize.noise.DropBlock;
import io.ridgeline.regularize.noise.Dropout;
import io.ridgeline.regularize.noise.GaussianDropout;
import io.ridgeline.regularize.noise.GaussianNoise;
import io.ridgeline.regularize.noise.ShakeDrop;
import io.ridgeline.regularize.noise.SpatialDropout;
import io.ridgeline.regularize.noise.StochasticDepth;
import io.ridgeline.regularize.objective.AugMix;
import io.ridgeline.regularize.objective.Boundary;
import io.ridgeline.regularize.objective.ClDice;
import io.ridgeline.regularize.objective.ConcreteDropout;
import io.ridgeline.regularize.objective.DeepSupervision;
import io.ridgeline.regularize.objective.Fgsm;
import io.ridgeline.regularize.objective.InputGradient;
import io.ridgeline.regularize.objective.Jacobian;
import io.ridgeline.regularize.objective.ManifoldMixup;
import io.ridgeline.regularize.objective.RDrop;
import io.ridgeline.regularize.objective.SelfDistillation;
import io.ridgeline.regularize.objective.Vat;
import io.ridgeline.regularize.penalty.ElasticNet;
import io.ridgeline.regularize.penalty.L1;
import io.ridgeline.regularize.penalty.L2;
import io.ridgeline.regularize.penalty.L2Sp;
import io.ridgeline.regularize.penalty.NuclearNorm;
import io.ridgeline.regularize.penalty.Orthogonality;
import io.ridgeline.regularize.penalty.SpectralPenalty;
import io.ridgeline.regularize.predict.McDropout;
import io.ridgeline.regularize.predict.Temperature;
import io.ridgeline.regularize.predict.TestTimeAugmentation;
import io.ridgeline.regularize.projection.MaxNorm;
import io.ridgeline.regularize.projection.MinMaxNorm;
import io.ridgeline.regularize.projection.NonNegative;
import io.ridgeline.regularize.projection.UnitNorm;
import io.ridgeline.regularize.step.Asam;
import io.ridgeline.regularize.step.Freeze;
import io.ridgeline.regularize.step.GroupLasso;
import io.ridgeline.regularize.step.LayerRateDecay;
import io.ridgeline.regularize.step.Lookahead;
import io.ridgeline.regularize.step.ProximalL1;
import io.ridgeline.regularize.step.Sam;
import io.ridgeline.regularize.step.SparseGroupLasso;
import io.ridgeline.regularize.step.WeightDecay;
import io.ridgeline.regularize.target.LabelSmoothing;
import io.ridgeline.regularize.weight.DropConnect;
import io.ridgeline.regularize.weight.SpectralNorm;
import io.ridgeline.regularize.weight.WeightNoise;
import io.ridgeline.regularize.weight.WeightStandardization;
import io.ridgeline.trial.Setting;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/** Every regularizer. Adding one is one record, one test, one line here. */
public final class Catalog {
  /** In the order in which they are listed. */
  public static final List<Class<? extends Regularizer>> ALL =
      List.of(
          Flip.class,
          Rotate90.class,
          Affine.class,
          Elastic.class,
          Intensity.class,
          BiasField.class,
          RandomErasing.class,
          TrivialAugment.class,
          RandAugment.class,
          Mixup.class,
          CutMix.class,
          Mosaic.class,
          LabelSmoothing.class,
          Dropout.class,
          SpatialDropout.class,
          DropBlock.class,
          GaussianDropout.class,
          GaussianNoise.class,
          AlphaDropout.class,
          StochasticDepth.class,
          ShakeDrop.class,
          DropConnect.class,
          WeightNoise.class,
          SpectralNorm.class,
          WeightStandardization.class,
          ClassBalance.class,
          Focal.class,
          ConfidencePenalty.class,
          ActivityL1.class,
          ActivityL2.class,
          AugMix.class,
          ManifoldMixup.class,
          ConcreteDropout.class,
          RDrop.class,
          SelfDistillation.class,
          Fgsm.class,
          Vat.class,
          InputGradient.class,
          Jacobian.class,
          Boundary.class,
          ClDice.class,
          DeepSupervision.class,
          L1.class,
          L2.class,
          ElasticNet.class,
          L2Sp.class,
          Orthogonality.class,
          SpectralPenalty.class,
          NuclearNorm.class,
          GradientClipping.class,
          AdaptiveClipping.class,
          GradientNoise.class,
          GradientCentralization.class,
          WeightDecay.class,
          ProximalL1.class,
          GroupLasso.class,
          SparseGroupLasso.class,
          MaxNorm.class,
          UnitNorm.class,
          MinMaxNorm.class,
          NonNegative.class,
          Sam.class,
          Asam.class,
          Lookahead.class,
          LayerRateDecay.class,
          Freeze.class,
          Ema.class,
          Swa.class,
          SnapshotEnsemble.class,
          EarlyStopping.class,
          Temperature.class,
          McDropout.class,
          TestTimeAugmentation.class);

  private static final Map<String, Descriptor> BY_NAME = byName();

  private Catalog() {}

  /** The declarations by name: {@link #ALL} in its order, then those of extensions. */
  public static Map<String, Descriptor> descriptors() {
    return BY_NAME;
  }

  private static Map<String, Descriptor> byName() {
    Map<String, Descriptor> byName = new LinkedHashMap<>();
    ALL.forEach(type -> add(byName, type));
    for (CatalogExtension extension : ServiceLoader.load(CatalogExtension.class)) {
      extension.methods().forEach(type -> add(byName, type));
    }
    return Collections.unmodifiableMap(byName);
  }

  private static void add(Map<String, Descriptor> byName, Class<? extends Regularizer> type) {
    Descriptor method = Descriptor.of(type);
    Descriptor other = byName.putIfAbsent(method.name(), method);
    if (other != null) {
      throw new IllegalStateException(
          "two methods are called " + method.name() + ": " + other.type() + " and " + type);
    }
  }

  /**
   * The method that a study file names.
   *
   * @throws StudyFileException listing the known methods if the name is unknown, or naming the
   *     value that is out of range
   */
  public static Regularizer create(Setting setting) {
    return (Regularizer) descriptor(setting.name()).create(setting.values());
  }

  /**
   * The declaration with this name.
   *
   * @throws StudyFileException listing the known methods if there is none
   */
  public static Descriptor descriptor(String name) {
    Descriptor descriptor = BY_NAME.get(name);
    if (descriptor == null) {
      throw new StudyFileException(Suggestion.unknown("method", name, BY_NAME.keySet()));
    }
    return descriptor;
  }

  /** Every method of a list. */
  public static List<Regularizer> create(List<Setting> settings) {
    return settings.stream().map(Catalog::create).toList();
  }

  /** Why some methods cannot stand in one arm, if so. */
  public static Optional<String> conflict(List<Setting> settings) {
    return Conflicts.of(create(settings));
  }
}
