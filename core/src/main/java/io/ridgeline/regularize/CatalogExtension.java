package io.ridgeline.regularize;

import java.util.List;

/**
 * Adds regularizers to the catalogue from another jar.
 *
 * <p>Found through {@link java.util.ServiceLoader}: the jar names its implementation in {@code
 * META-INF/services/io.ridgeline.regularize.CatalogExtension}. The methods are records annotated
 * with {@link io.ridgeline.describe.Method}, as those of the catalogue are, and appear wherever
 * these do: in the command line, in study files and their schema, and in reports.
 */
public interface CatalogExtension {
  /** The methods, in the order in which they are listed after the catalogue's own. */
  List<Class<? extends Regularizer>> methods();
}
