package io.ridgeline.describe;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Where a method was published: authors, year, journal or conference. */
@Retention(RetentionPolicy.RUNTIME)
@Target({})
public @interface Paper {
  /** The citation. */
  String value();
}
