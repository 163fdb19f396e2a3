package org.example.speckle;

import io.ridgeline.describe.Cost;
import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Method;
import io.ridgeline.describe.Paper;
import io.ridgeline.describe.Real;
import io.ridgeline.engine.Tensor;
import io.ridgeline.regularize.Batch;
import io.ridgeline.regularize.BatchTransform;
import java.util.random.RandomGenerator;

/** A regularizer from outside: multiplies every pixel by noise around 1, as speckle does. */
@Method(
    name = "speckle",
    summary = "Multiplies every pixel of a training image by noise around one.",
    formula = "x ← x·(1 + σn), n ~ N(0, 1) for each pixel",
    when = "Ultrasound and radar images, whose noise grows with the signal.",
    paper = @Paper("Loupas, McDicken & Allan 1989, IEEE Trans. Circuits Syst. 36(1)"),
    cost = Cost.ONE_PASS_OVER_BATCH)
public record Speckle(
    @Real(
            doc = "standard deviation σ of the noise",
            def = 0.1,
            max = 2,
            off = 0,
            search = {0.02, 0.4})
        double sigma)
    implements BatchTransform {
  /** Refuses a standard deviation outside [0, 2]. */
  public Speckle {
    Descriptor.check(Speckle.class, sigma);
  }

  @Override
  public Batch transform(Batch batch, RandomGenerator random) {
    float[] factors = new float[(int) batch.images().count()];
    for (int i = 0; i < factors.length; i++) {
      factors[i] = (float) (1 + sigma * random.nextGaussian());
    }
    Tensor noise = Tensor.of(factors, batch.images().shape());
    return new Batch(batch.images().times(noise), batch.targets());
  }
}
