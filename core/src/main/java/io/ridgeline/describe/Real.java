package io.ridgeline.describe;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Declares a real hyper-parameter: its meaning, default, valid range and search range. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Real {
  /** What it is, with its unit. */
  String doc();

  /** The default. */
  double def();

  /** The smallest valid value. */
  double min() default 0;

  /** The largest valid value. */
  double max();

  /** Whether {@link #min} itself is excluded. */
  boolean minExclusive() default false;

  /** Whether {@link #max} itself is excluded. */
  boolean maxExclusive() default false;

  /** The value with which the method does nothing; NaN if there is none. */
  double off() default Double.NaN;

  /** The range that tuning searches, as {low, high}; empty if it is not tuned. */
  double[] search() default {};

  /** Whether tuning searches on a logarithmic scale. */
  boolean log() default false;

  /** Whether tuning searches on a scale logarithmic in 1 − x: 0.9, 0.99, 0.999 are even steps. */
  boolean towardsOne() default false;
}
