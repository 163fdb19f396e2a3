package io.ridgeline.linear;

import java.util.Locale;

/** What a linear predictor stands for. */
public enum Family {
  /** The target itself, by squared error. */
  LINEAR,
  /** The log odds of the second of two classes. */
  LOGISTIC,
  /** One for each class; the probabilities are their softmax. */
  MULTINOMIAL;

  /** The name as options and files write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
