package io.ridgeline.describe;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Declares a whole-number hyper-parameter, or a list of them ({@code List<Integer>}). */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Count {
  /** What it is, with its unit. */
  String doc();

  /** The default; several values for a list. */
  int[] def();

  /** The smallest valid value. */
  int min() default 0;

  /** The largest valid value. */
  int max();

  /** The value with which the method does nothing; {@link Integer#MIN_VALUE} if there is none. */
  int off() default Integer.MIN_VALUE;

  /** The range that tuning searches, as {low, high}; empty if it is not tuned. */
  int[] search() default {};
}
