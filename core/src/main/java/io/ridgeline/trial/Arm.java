package io.ridgeline.trial;

import java.util.List;

/**
 * One of the recipes that a study compares: a name and the regularizers it lists.
 *
 * @param name unique in its study
 * @param methods resolved (every default written out), in the order given; empty for {@code none}
 */
public record Arm(String name, List<Setting> methods) {
  /** Copies the list. */
  public Arm {
    methods = List.copyOf(methods);
  }
}
