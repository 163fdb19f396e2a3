package io.ridgeline.study;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the command line changes in a study file before it is read.
 *
 * @param data the data source, relative to the current folder, or null for the file's own
 * @param set {@code key=value} each, the key a dotted path such as {@code training.epochs}, the
 *     value YAML
 */
public record Overrides(@Nullable Path data, List<String> set) {
  /** Changes nothing. */
  public static final Overrides NONE = new Overrides(null, List.of());

  /** Copies the list. */
  public Overrides {
    set = List.copyOf(set);
  }
}
