package io.ridgeline.regularize;

import io.ridgeline.describe.Descriptor;
import java.util.Arrays;
import java.util.List;

/** The kinds of {@link Regularizer}, in the order in which a training meets them. */
public enum Kind {
  /** {@link BatchTransform}. */
  DATA(BatchTransform.class, "Data", "changes images and targets of training batches together"),
  /** {@link TargetTransform}. */
  TARGETS(TargetTransform.class, "Targets", "changes what the model is to say"),
  /** {@link LayerNoise}. */
  NOISE(LayerNoise.class, "Noise", "disturbs activations at the model's sites"),
  /** {@link WeightTransform}. */
  WEIGHTS_AT_USE(WeightTransform.class, "Weights at use", "changes kernels as layers use them"),
  /** {@link LossTransform}. */
  LOSS(LossTransform.class, "Loss", "changes the data loss of every example"),
  /** {@link ActivationPenalty}. */
  ACTIVATIONS(ActivationPenalty.class, "Activations", "adds a penalty on activations to the loss"),
  /** {@link ObjectiveTransform}. */
  OBJECTIVE(ObjectiveTransform.class, "Objective", "wraps the objective; may run the model again"),
  /** {@link WeightPenalty}. */
  PENALTIES(WeightPenalty.class, "Penalties", "adds a penalty on weights to the loss"),
  /** {@link GradientTransform}. */
  GRADIENTS(GradientTransform.class, "Gradients", "changes gradients before the step"),
  /** {@link ParameterStep}. */
  STEPS(ParameterStep.class, "Steps", "moves weights beside the optimizer's step"),
  /** {@link Projection}. */
  PROJECTIONS(Projection.class, "Projections", "puts weights back into a set after every step"),
  /** {@link StepWrapper}. */
  WRAPPERS(StepWrapper.class, "Whole steps", "says where the gradient is taken or the step leads"),
  /** {@link WeightAveraging}. */
  AVERAGING(WeightAveraging.class, "Averaging", "predicts with a second, averaged set of weights"),
  /** {@link WeightEnsemble}. */
  ENSEMBLES(WeightEnsemble.class, "Ensembles", "predicts with several sets of weights"),
  /** {@link TrainingControl}. */
  CONTROL(TrainingControl.class, "Control", "says when to stop and which epoch to keep"),
  /** {@link PredictionTransform}. */
  PREDICTION(PredictionTransform.class, "Prediction", "changes how the fitted model predicts");

  private final Class<? extends Regularizer> type;
  private final String heading;
  private final String words;

  Kind(Class<? extends Regularizer> type, String heading, String words) {
    this.type = type;
    this.heading = heading;
    this.words = words;
  }

  /** The interface. */
  public Class<? extends Regularizer> type() {
    return type;
  }

  /** A short heading. */
  public String heading() {
    return heading;
  }

  /** What its methods do, without a subject. */
  public String words() {
    return words;
  }

  /** The kinds of a declared method, the first one being where it is listed. */
  public static List<Kind> of(Descriptor method) {
    return Arrays.stream(values()).filter(k -> k.type.isAssignableFrom(method.type())).toList();
  }

  /** The methods among {@code methods} that are listed under this kind, in their order. */
  public List<Descriptor> listed(Iterable<Descriptor> methods) {
    List<Descriptor> listed = new java.util.ArrayList<>();
    for (Descriptor method : methods) {
      List<Kind> kinds = of(method);
      if (!kinds.isEmpty() && kinds.get(0) == this) {
        listed.add(method);
      }
    }
    return listed;
  }
}
