package io.ridgeline.describe;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Declares a hyper-parameter that is one of several words ({@code String}). */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Choice {
  /** What it is. */
  String doc();

  /** The default. */
  String def();

  /** The valid words. */
  String[] options();

  /** The word with which the method does nothing; empty if there is none. */
  String off() default "";
}
