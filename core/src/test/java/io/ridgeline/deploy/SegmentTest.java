package io.ridgeline.deploy;

import static io.ridgeline.image.Fixtures.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ridgeline.data.DataSpec.Preparation.Resize;
import io.ridgeline.data.Intensity;
import io.ridgeline.data.Shape;
import io.ridgeline.deploy.ModelDescription.Input;
import io.ridgeline.deploy.ModelDescription.Provenance;
import io.ridgeline.describe.Streams;
import io.ridgeline.engine.Generator;
import io.ridgeline.engine.NoLeaks;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Weight;
import io.ridgeline.image.Image;
import io.ridgeline.image.Interpolation;
import io.ridgeline.image.Spacing;
import io.ridgeline.model.Model;
import io.ridgeline.model.UNet;
import io.ridgeline.trial.Arm;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Masks of images of any size by a packaged model. */
@ExtendWith(NoLeaks.class)
class SegmentTest {
  private static final UNet NET = new UNet(1, 2);

  private static Predictor predictor(Shape shape, Resize resize, boolean patch, Double... spacing) {
    Input input =
        new Input(
            1,
            shape.depth(),
            shape.height(),
            shape.width(),
            resize,
            List.of(0f),
            List.of(1f),
            patch,
            List.of(spacing),
            Intensity.STORED,
            Interpolation.LINEAR);
    Provenance from =
        new Provenance(
            "",
            "",
            "",
            new Arm("", List.of()),
            "",
            0,
            "",
            "",
            true,
            "",
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of());
    return Predictor.of(
        new ModelPackage(
            new ModelDescription(
                "reader",
                "segmentation",
                List.of("background", "bright"),
                NET.setting(),
                "cross-entropy",
                input,
                List.of(),
                null,
                from),
            reader(shape),
            List.of()));
  }

  /**
   * A network that lets a pixel's value pass: kernels that are 1 at their middle, of the joined
   * maps on the first only, and logits of 0 and 8 v − 4.
   */
  private static Map<String, NamedArray> reader(Shape shape) {
    Map<String, NamedArray> arrays = new LinkedHashMap<>();
    try (Scope scope = Scope.open()) {
      Model model = NET.build(shape, 2);
      model.weights().initialize(new Generator(1));
      for (Weight w : model.weights().all()) {
        float[] values = w.tensor().toArray();
        if (w.role() == Weight.Role.KERNEL) {
          Arrays.fill(values, 0);
          if (w.name().startsWith("head")) {
            values[1] = 8;
          } else if (!w.name().startsWith("up")) {
            int kernel = shape.dims() == 3 ? 27 : 9;
            values[kernel / 2] = 1;
          }
        } else if (w.name().equals("head.bias")) {
          values[1] = -4;
        }
        arrays.put(w.name(), new NamedArray(w.shape(), values));
      }
    }
    return arrays;
  }

  /** Blocks of eight pixels that are bright or dark. */
  private static Image blocks(Spacing spacing, int depth, int height, int width) {
    float[] values = new float[depth * height * width];
    for (int i = 0; i < values.length; i++) {
      int z = i / (height * width) / 8;
      int y = i / width % height / 8;
      int x = i % width / 8;
      values[i] = (z + y + x) % 2;
    }
    return new Image(1, depth, height, width, spacing, 1, values);
  }

  /** Exactly the bright pixels; their edge, resized, is drawn where a half is crossed. */
  private static void drawsTheBright(Predictor predictor, Image image) {
    byte[] labels = predictor.segment(image);
    assertEquals(image.plane(), labels.length);
    for (int i = 0; i < labels.length; i++) {
      assertEquals((byte) image.values()[i], labels[i], "at " + i);
    }
  }

  @Test
  void masksHaveTheImagesOwnSize() {
    try (Predictor whole = predictor(new Shape(1, 16, 16), Resize.STRETCH, false)) {
      drawsTheBright(whole, blocks(Spacing.PIXELS, 1, 16, 16));
      drawsTheBright(whole, blocks(Spacing.PIXELS, 1, 32, 32));
    }
    try (Predictor patches = predictor(new Shape(1, 8, 12), Resize.STRETCH, true)) {
      drawsTheBright(patches, blocks(Spacing.PIXELS, 1, 37, 51));
      drawsTheBright(patches, blocks(Spacing.PIXELS, 1, 3, 5));
      drawsTheBright(patches, blocks(Spacing.PIXELS, 1, 3, 50));
      // slice by slice
      drawsTheBright(patches, blocks(Spacing.PIXELS, 9, 17, 20));
    }
    try (Predictor volumes = predictor(new Shape(1, 4, 8, 8), Resize.STRETCH, true)) {
      drawsTheBright(volumes, blocks(Spacing.PIXELS, 9, 17, 20));
      drawsTheBright(volumes, blocks(Spacing.PIXELS, 2, 17, 3));
    }
  }

  @Test
  void masksComeBackFromAnotherSpacing() {
    try (Predictor predictor =
        predictor(new Shape(1, 4, 8, 8), Resize.STRETCH, true, 1.0, 1.0, 1.0)) {
      drawsTheBright(predictor, blocks(Spacing.millimetres(1, 1, 1), 9, 17, 20));
      drawsTheBright(predictor, blocks(Spacing.millimetres(1, 0.5, 0.5), 8, 32, 16));
      drawsTheBright(predictor, blocks(Spacing.millimetres(2, 1, 1), 16, 16, 24));
    }
  }

  @Test
  void noiseIsDrawnTheSameByPatchesAsAsAWhole() {
    RandomGenerator random = Streams.random(4);
    float[] values = new float[16 * 16];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat();
    }
    Image image = new Image(1, 16, 16, 1, values);
    try (Predictor whole = predictor(new Shape(1, 16, 16), Resize.STRETCH, false)) {
      byte[] expected = whole.segment(image);
      for (int i = 0; i < values.length; i++) {
        assertEquals(values[i] > 0.5 ? 1 : 0, expected[i]);
      }
      try (Predictor patches = predictor(new Shape(1, 8, 4), Resize.STRETCH, true)) {
        assertArrayEquals(expected, patches.segment(image));
      }
    }
  }

  @Test
  void imagesThatTheModelIsNotForAreRefused() {
    try (Predictor flat = predictor(new Shape(1, 16, 16), Resize.STRETCH, false)) {
      assertRefused(
          "the image is a volume; the model was trained on flat images",
          () -> flat.segment(blocks(Spacing.PIXELS, 9, 16, 16)));
      assertThrows(
          IllegalStateException.class, () -> flat.predict(blocks(Spacing.PIXELS, 1, 16, 16)));
    }
    try (Predictor deep = predictor(new Shape(1, 4, 8, 8), Resize.STRETCH, true, 1.0, 1.0, 1.0)) {
      assertRefused(
          "the image is a flat image; the model was trained on volumes",
          () -> deep.segment(blocks(Spacing.PIXELS, 1, 16, 16)));
      assertRefused(
          "does not say how many millimetres its pixels are apart; the model was trained at",
          () -> deep.segment(blocks(Spacing.PIXELS, 9, 16, 16)));
    }
  }
}
