package org.example.speckle;

import io.ridgeline.regularize.CatalogExtension;
import io.ridgeline.regularize.Regularizer;
import java.util.List;

/** What this jar adds to the catalogue; named in {@code META-INF/services}. */
public final class SpeckleExtension implements CatalogExtension {
  @Override
  public List<Class<? extends Regularizer>> methods() {
    return List.of(Speckle.class);
  }
}
