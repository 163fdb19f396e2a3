package io.ridgeline.regularize;

import io.ridgeline.model.Site;

/** The sites that a method's {@code sites} parameter names in one word. */
public final class SiteChoice {
  private SiteChoice() {}

  /**
   * Whether a site is among those named.
   *
   * @param choice {@code input}: the images; {@code head}: the features before the last layer;
   *     {@code blocks}: the output of every block; {@code all}: blocks and head
   */
  public static boolean names(String choice, Site site) {
    return switch (choice) {
      case "input" -> site.kind() == Site.Kind.INPUT;
      case "head" -> site.kind() == Site.Kind.HEAD;
      case "blocks" -> site.kind() == Site.Kind.BLOCK;
      case "all" -> site.kind() == Site.Kind.HEAD || site.kind() == Site.Kind.BLOCK;
      default -> throw new IllegalArgumentException("no sites are called " + choice);
    };
  }
}
