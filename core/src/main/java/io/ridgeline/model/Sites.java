package io.ridgeline.model;

import java.util.ArrayList;
import java.util.List;

/** The sites that a model declares while it is built, from the input to the head. */
final class Sites {
  static final Site INPUT = new Site("input", Site.Kind.INPUT, 0);

  private final List<Site> all = new ArrayList<>(List.of(INPUT));

  /** A block's output, the {@code index}-th from 1 of {@code count}. */
  Layer block(String name, int index, int count) {
    return Layer.site(declare(new Site(name, Site.Kind.BLOCK, (double) index / count)));
  }

  /** The sum of a block's branch and shortcut, the {@code index}-th from 1 of {@code count}. */
  Layer residual(String name, int index, int count, Layer branch, Layer shortcut) {
    Site site = declare(new Site(name + ".branch", Site.Kind.BRANCH, (double) index / count));
    return Layer.residual(site, branch, shortcut);
  }

  /** The features before the last layer. */
  Layer head() {
    return Layer.site(declare(new Site("head", Site.Kind.HEAD, 1)));
  }

  /** The features before one of several last layers. */
  Layer head(String name) {
    return Layer.site(declare(new Site("head." + name, Site.Kind.HEAD, 1)));
  }

  private Site declare(Site site) {
    all.add(site);
    return site;
  }

  List<Site> all() {
    return List.copyOf(all);
  }
}
