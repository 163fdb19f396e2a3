package io.ridgeline.regularize.predict;

import io.ridgeline.describe.Choice;
import io.ridgeline.describe.Cost;
import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Method;
import io.ridgeline.describe.Paper;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Tensor;
import io.ridgeline.model.Pass;
import io.ridgeline.regularize.MapScorer;
import io.ridgeline.regularize.PlaceScorer;
import io.ridgeline.regularize.PredictionTransform;
import io.ridgeline.regularize.Scorer;
import io.ridgeline.regularize.augment.Symmetry;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Predicts the mean over an image and its mirrored or turned copies; training stays as it is.
 *
 * <p>Images that are not square cannot be turned by right angles: for them {@code dihedral} is
 * {@code flips}. Volumes are mirrored and turned within their slices, as in training; the slices
 * keep their order. What is predicted of pixels is laid back before the mean.
 */
@Method(
    name = "test-time-augmentation",
    summary = "Predicts the mean over an image and its mirrored or turned copies.",
    formula = "ŷ(x) ← mean of ŷ(g x) over the symmetries g; of pixels, mean of g⁻¹ŷ(g x)",
    when =
        "With training that was augmented by the same symmetries; never by ones that make an image"
            + " which could not have been taken.",
    paper = @Paper("Krizhevsky, Sutskever & Hinton 2012, NeurIPS 25"),
    cost = Cost.SEVERAL_PREDICTIONS)
public record TestTimeAugmentation(
    @Choice(
            doc =
                "which: none; mirror, left to right; flips, also top to bottom; or dihedral, also"
                    + " turned by right angles",
            def = "mirror",
            options = {"none", "mirror", "flips", "dihedral"},
            off = "none")
        String symmetries)
    implements PredictionTransform {
  /** Refuses an unknown word. */
  public TestTimeAugmentation {
    Descriptor.check(TestTimeAugmentation.class, symmetries);
  }

  @Override
  public double[][] predict(Tensor images, Pass pass, Scorer inner, IntFunction<Pass> noisy) {
    List<Symmetry> all = all(images);
    double[][] sum = new double[(int) images.size(0)][];
    for (Symmetry symmetry : all) {
      double[][] rows = inner.score(symmetry.of(images), pass);
      for (int i = 0; i < sum.length; i++) {
        sum[i] = sum[i] == null ? new double[rows[i].length] : sum[i];
        for (int k = 0; k < sum[i].length; k++) {
          sum[i][k] += rows[i][k] / all.size();
        }
      }
    }
    return sum;
  }

  @Override
  public Tensor predictMaps(Tensor images, Pass pass, MapScorer inner, IntFunction<Pass> noisy) {
    List<Symmetry> all = all(images);
    Tensor sum = inner.score(images, pass);
    for (Symmetry symmetry : all.subList(1, all.size())) {
      try (Scope scope = Scope.open()) {
        sum.addInPlace(symmetry.inverse().of(inner.score(symmetry.of(images), pass)), 1);
      }
    }
    return sum.scaleInPlace(1.0 / all.size());
  }

  /** Places of a mirrored image lie where places of the image lie: what they say is averaged. */
  @Override
  public Tensor predictPlaces(
      Tensor images, Pass pass, PlaceScorer inner, IntFunction<Pass> noisy) {
    List<Symmetry> all = all(images);
    Tensor first = inner.score(images, pass);
    PlaceMean mean = new PlaceMean(first, images.size(2), images.size(3));
    for (Symmetry symmetry : all.subList(1, all.size())) {
      try (Scope scope = Scope.open()) {
        mean.add(inner.score(symmetry.of(images), pass), symmetry.inverse());
      }
    }
    return mean.tensor();
  }

  /** The symmetries of these images, the first one leaving them as they are. */
  private List<Symmetry> all(Tensor images) {
    int columns = images.shape().length - 1;
    boolean square = images.size(columns - 1) == images.size(columns);
    return switch (symmetries) {
      case "none" -> List.of(Symmetry.IDENTITY);
      case "mirror" -> List.of(Symmetry.IDENTITY, Symmetry.LEFT_RIGHT);
      case "flips" -> Symmetry.FLIPS;
      default -> square ? List.of(Symmetry.values()) : Symmetry.FLIPS;
    };
  }
}
