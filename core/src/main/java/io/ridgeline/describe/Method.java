package io.ridgeline.describe;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares a record as something a study file can name: a regularizer, a model, an optimizer.
 *
 * <p>Study-file parsing, schema, command-line help, search space, documentation and the report's
 * methods section all come from this declaration and its parameters.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Method {
  /** The name in study files, lower case with hyphens. */
  String name();

  /** What it does, in one sentence. */
  String summary();

  /** The exact definition, in plain Unicode mathematics. */
  String formula() default "";

  /** When to use it, in one or two sentences. */
  String when() default "";

  /** Where it was published. */
  Paper[] paper() default {};

  /** The tasks it is defined for. */
  TaskKind[] tasks() default {TaskKind.CLASSIFICATION, TaskKind.SEGMENTATION, TaskKind.DETECTION};

  /** What it adds to the time of a training step. */
  Cost cost() default Cost.NONE;
}
