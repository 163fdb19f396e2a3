package io.ridgeline.data;

import io.ridgeline.data.DataSpec.Columns;
import io.ridgeline.data.DataSpec.Phantom;
import io.ridgeline.data.DataSpec.Preparation;
import io.ridgeline.data.DataSpec.Splitting;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Data specs and cohorts for tests. */
final class Specs {
  static final Preparation AS_STORED = new Preparation(List.of(), 0, Preparation.Resize.STRETCH);

  private Specs() {}

  static DataSpec of(Path source) {
    return of(source, Columns.DEFAULT, "", Map.of(), false);
  }

  static DataSpec of(
      Path source, Columns columns, String root, Map<String, String> classes, boolean skipBad) {
    return new DataSpec(
        source,
        columns,
        root,
        classes,
        new Splitting(Splitting.Kind.OFFICIAL, 5, 1, 0.2, 0.2),
        AS_STORED,
        skipBad,
        false,
        new Phantom(10, 16, 0.5, 1));
  }
}
