package io.ridgeline.regularize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.data.Shape;
import io.ridgeline.engine.Generator;
import io.ridgeline.engine.NoLeaks;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Tensor;
import io.ridgeline.engine.Weight;
import io.ridgeline.loss.CrossEntropy;
import io.ridgeline.model.Model;
import io.ridgeline.model.Pass;
import io.ridgeline.model.ResNet;
import io.ridgeline.model.Site;
import io.ridgeline.regularize.noise.Dropout;
import io.ridgeline.regularize.noise.ShakeDrop;
import io.ridgeline.regularize.noise.StochasticDepth;
import io.ridgeline.regularize.weight.DropConnect;
import io.ridgeline.regularize.weight.WeightNoise;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a method draws at one place of a model does not depend on what happened at others. */
@ExtendWith(NoLeaks.class)
class PlaceDrawsTest {
  private static Model model() {
    Model model = new ResNet(4, List.of(1, 1, 1)).build(new Shape(1, 8, 8), 2);
    model.weights().initialize(new Generator(1));
    return model;
  }

  private static Hooks hooks(Model model, Regularizer... methods) {
    Hooks hooks = new Hooks(List.of(methods), 5);
    hooks.begin(model, new CrossEntropy(), new long[] {1, 1});
    return hooks;
  }

  /** Notes what a pass makes of kernels and of ones at its sites. */
  private record Noting(Pass inner, Map<String, float[]> seen) implements Pass {
    @Override
    public io.ridgeline.engine.Functions.Statistics statistics() {
      return inner.statistics();
    }

    @Override
    public Tensor at(Site site, Tensor x) {
      seen.put(site.name(), inner.at(site, Tensor.ones(x.shape())).toArray());
      return x;
    }

    @Override
    public Tensor kernel(Weight kernel) {
      seen.put(kernel.name(), inner.kernel(kernel).toArray());
      return kernel.tensor();
    }

    @Override
    public Tensor residual(Site site, Tensor shortcut, Supplier<Tensor> branch) {
      Supplier<Tensor> one =
          () -> {
            seen.put(site.name() + ".taken", new float[0]);
            return branch.get();
          };
      return inner.residual(site, shortcut, one);
    }
  }

  /** By place, what the passes of some steps made of kernels and sites. */
  private static List<Map<String, float[]>> seen(int steps, Regularizer... methods) {
    List<Map<String, float[]>> all = new ArrayList<>();
    try (Scope scope = Scope.open()) {
      Model model = model();
      Hooks hooks = hooks(model, methods);
      for (int step = 0; step < steps; step++) {
        hooks.at(new Moment(step, 1, steps, 0.1));
        Noting noting = new Noting(hooks.pass((site, x) -> x), new LinkedHashMap<>());
        model.forward(Tensor.ones(2, 1, 8, 8), noting);
        all.add(noting.seen());
      }
    }
    return all;
  }

  @Test
  void leavingBranchesOutChangesNoDrawElsewhere() {
    Regularizer[] noise = {new DropConnect(0.5), new WeightNoise(0.1), new Dropout(0.5, "all")};
    Regularizer[] both = Arrays.copyOf(noise, 4);
    both[3] = new StochasticDepth(0.8);
    List<Map<String, float[]>> alone = seen(10, noise);
    List<Map<String, float[]>> beside = seen(10, both);
    int leftOut = 0;
    for (int step = 0; step < 10; step++) {
      Map<String, float[]> expected = alone.get(step);
      Map<String, float[]> actual = beside.get(step);
      actual.forEach((place, values) -> assertArrayEquals(expected.get(place), values, place));
      assertTrue(actual.containsKey("fc.weight") && actual.containsKey("head"));
      leftOut += expected.size() - actual.size();
    }
    // each branch has two kernels, and says that it was taken
    assertTrue(leftOut >= 9, "left out " + leftOut);
  }

  @Test
  void shakingIsNotMovedByBranchesLeftOut() {
    // whether and how a branch is shaken shows in the factor of its ones
    float[] alone = factors(new ShakeDrop(0.6));
    float[] beside = factors(new StochasticDepth(0.6), new ShakeDrop(0.6));
    int compared = 0;
    for (int i = 0; i < alone.length; i++) {
      if (beside[i] != 0) {
        assertEquals(alone[i], beside[i], 1e-5);
        compared++;
      }
    }
    assertTrue(compared > 20 && compared < alone.length, "compared " + compared);
  }

  /** By which each of three branches is multiplied in twenty steps, stochastic depth apart. */
  private static float[] factors(Regularizer... methods) {
    float[] factors = new float[60];
    try (Scope scope = Scope.open()) {
      Model model = model();
      Hooks hooks = hooks(model, methods);
      List<Site> branches =
          model.sites().stream().filter(s -> s.kind() == Site.Kind.BRANCH).toList();
      for (int step = 0; step < 20; step++) {
        hooks.at(new Moment(step, 1, 20, 0.1));
        Pass pass = hooks.pass((site, x) -> x);
        for (int k = 0; k < 3; k++) {
          Tensor zero = Tensor.zeros(1, 1, 1, 1);
          Tensor out = pass.residual(branches.get(k), zero, () -> Tensor.ones(1, 1, 1, 1));
          double keep = methods.length == 1 ? 1 : 1 - 0.6 * branches.get(k).depth();
          factors[3 * step + k] = (float) (out.item() * keep);
        }
      }
    }
    return factors;
  }

  @Test
  void placesPassesAndStepsDifferAndALookAgainDoesNot() {
    try (Scope scope = Scope.open()) {
      Model model = model();
      Hooks hooks = hooks(model, new Dropout(0.5, "all"));
      List<Site> blocks = model.sites().stream().filter(s -> s.kind() == Site.Kind.BLOCK).toList();
      hooks.at(new Moment(0, 1, 2, 0.1));
      Pass first = hooks.pass((site, x) -> x);
      float[] here = mask(first, blocks.get(0));
      assertFalse(Arrays.equals(here, mask(first, blocks.get(1))), "another place");
      float[] secondPass = mask(hooks.pass((site, x) -> x), blocks.get(0));
      assertFalse(Arrays.equals(here, secondPass), "another pass");
      // a step that is looked at again draws the same, in both passes
      hooks.at(new Moment(0, 1, 2, 0.1));
      assertArrayEquals(here, mask(hooks.pass((site, x) -> x), blocks.get(0)));
      assertArrayEquals(secondPass, mask(hooks.pass((site, x) -> x), blocks.get(0)));
      hooks.at(new Moment(1, 1, 2, 0.1));
      assertFalse(Arrays.equals(here, mask(hooks.pass((s, x) -> x), blocks.get(0))), "a step");
    }
  }

  private static float[] mask(Pass pass, Site site) {
    return pass.at(site, Tensor.ones(1, 100)).toArray();
  }
}
