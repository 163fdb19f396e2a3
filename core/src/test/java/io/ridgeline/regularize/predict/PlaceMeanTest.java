package io.ridgeline.regularize.predict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.data.Shape;
import io.ridgeline.engine.Generator;
import io.ridgeline.engine.NoLeaks;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Tensor;
import io.ridgeline.loss.FocalGiou;
import io.ridgeline.model.Fcos;
import io.ridgeline.model.Model;
import io.ridgeline.regularize.Prediction;
import io.ridgeline.regularize.Regularizer;
import io.ridgeline.regularize.augment.Symmetry;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A mean over mirrored and turned copies commutes with mirroring and turning: what is seen of a
 * copy is what is seen of the image, laid over. A plain pass does not.
 */
@ExtendWith(NoLeaks.class)
class PlaceMeanTest {
  private static final int SIDE = 64;

  @ParameterizedTest
  @CsvSource({
    "mirror, LEFT_RIGHT",
    "flips, TOP_BOTTOM",
    "flips, HALF_TURN",
    "dihedral, QUARTER_TURN",
    "dihedral, ANTI_TRANSPOSE"
  })
  void commutesWithItsSymmetries(String symmetries, Symmetry symmetry) {
    assertTrue(apart(List.of(new TestTimeAugmentation(symmetries)), symmetry) < 1e-3);
    assertTrue(apart(List.of(), symmetry) > 0.01);
  }

  /** The largest difference between what is seen of a copy, laid back, and of the image. */
  private static double apart(List<Regularizer> methods, Symmetry symmetry) {
    try (Scope scope = Scope.open()) {
      FocalGiou loss = new FocalGiou();
      Model model =
          new Fcos(4, List.of(1, 1, 1, 1), 8).build(new Shape(1, SIDE, SIDE), loss.outputs(2));
      model.weights().initialize(new Generator(5));
      Prediction prediction = new Prediction(model, loss, methods);
      Tensor image = new Generator(7).normal(1, 1, SIDE, SIDE);
      Map<List<Float>, float[]> seen = places(prediction.places(image));
      Map<List<Float>, float[]> copy = places(prediction.places(symmetry.of(image)));
      assertEquals(84, seen.size());
      double most = 0;
      for (var place : copy.entrySet()) {
        List<Float> at = place.getKey();
        double[] back = symmetry.inverse().point(at.get(0), at.get(1), SIDE, SIDE);
        float[] there =
            Objects.requireNonNull(
                seen.get(List.of((float) back[0], (float) back[1], at.get(2))), "no such place");
        float[] here = place.getValue();
        for (int k = 0; k < 2; k++) {
          most = Math.max(most, Math.abs(here[k] - there[k]));
        }
        double[] one = symmetry.inverse().point(here[2], here[3], SIDE, SIDE);
        double[] other = symmetry.inverse().point(here[4], here[5], SIDE, SIDE);
        most = Math.max(most, Math.abs(Math.min(one[0], other[0]) - there[2]));
        most = Math.max(most, Math.abs(Math.min(one[1], other[1]) - there[3]));
        most = Math.max(most, Math.abs(Math.max(one[0], other[0]) - there[4]));
        most = Math.max(most, Math.abs(Math.max(one[1], other[1]) - there[5]));
      }
      return most;
    }
  }

  private static Map<List<Float>, float[]> places(Tensor scored) {
    float[] values = scored.toArray();
    Map<List<Float>, float[]> places = new HashMap<>();
    for (int row = 0; row < values.length; row += 9) {
      places.put(
          List.of(values[row + 6], values[row + 7], values[row + 8]),
          Arrays.copyOfRange(values, row, row + 6));
    }
    return places;
  }

  /** Two images: what is seen of one does not reach the other. */
  @Test
  void imagesStayApart() {
    try (Scope scope = Scope.open()) {
      FocalGiou loss = new FocalGiou();
      Model model =
          new Fcos(4, List.of(1, 1, 1, 1), 8).build(new Shape(1, SIDE, SIDE), loss.outputs(2));
      model.weights().initialize(new Generator(5));
      Prediction prediction =
          new Prediction(model, loss, List.of(new TestTimeAugmentation("flips")));
      Tensor images = new Generator(7).normal(2, 1, SIDE, SIDE);
      float[] both = prediction.places(images).narrow(0, 1, 1).toArray();
      float[] alone = prediction.places(images.narrow(0, 1, 1)).toArray();
      for (int i = 0; i < both.length; i++) {
        assertEquals(alone[i], both[i], 1e-4f);
      }
    }
  }
}
