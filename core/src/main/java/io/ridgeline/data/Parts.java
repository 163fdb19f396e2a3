package io.ridgeline.data;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The names that sources give to the parts of an official split. */
final class Parts {
  static final String TRAIN = "train";
  static final String VALIDATION = "validation";
  static final String TEST = "test";

  private Parts() {}

  /** {@code train}, {@code validation} or {@code test}, or null if it is none of them. */
  static @Nullable String of(String word) {
    return switch (word.strip().toLowerCase(Locale.ROOT)) {
      case "train", "training" -> TRAIN;
      case "val", "valid", "validation" -> VALIDATION;
      case "test", "testing" -> TEST;
      default -> null;
    };
  }
}
