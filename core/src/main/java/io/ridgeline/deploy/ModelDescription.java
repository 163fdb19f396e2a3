package io.ridgeline.deploy;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ridgeline.data.DataSpec.Preparation;
import io.ridgeline.data.DataSpec.Preparation.Resize;
import io.ridgeline.data.Intensity;
import io.ridgeline.data.Normalization;
import io.ridgeline.data.Shape;
import io.ridgeline.image.Interpolation;
import io.ridgeline.trial.Arm;
import io.ridgeline.trial.Setting;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a model is, what it expects of an image, and where it came from; its weights apart.
 *
 * @param name of the model
 * @param task {@code classification} or {@code segmentation}
 * @param classes class names in the order of the model's outputs
 * @param architecture the model's declared name and values
 * @param loss the name of the loss it was fitted with, which says how its outputs become
 *     probabilities
 * @param input what the model expects of an image
 * @param prediction the methods that act at prediction, with their fitted values, in their order;
 *     empty if a pass through the model is all
 * @param threshold probability of the second class from which an image is called so; null with more
 *     than two classes and for masks, where the most probable class is said
 * @param provenance where it came from
 */
public record ModelDescription(
    String name,
    String task,
    List<String> classes,
    Setting architecture,
    String loss,
    Input input,
    List<Setting> prediction,
    @Nullable Double threshold,
    Provenance provenance) {
  /** Copies the list; refuses what no model can be. */
  public ModelDescription {
    classes = List.copyOf(classes);
    prediction = List.copyOf(prediction);
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(task, "task");
    Objects.requireNonNull(architecture, "architecture");
    Objects.requireNonNull(loss, "loss");
    Objects.requireNonNull(input, "input");
    Objects.requireNonNull(provenance, "provenance");
    if (classes.size() < 2) {
      throw new IllegalArgumentException("a model needs two classes, not " + classes);
    }
    if (threshold != null && !(threshold >= 0 && threshold <= 1 && classes.size() == 2)) {
      throw new IllegalArgumentException("not a threshold for " + classes + ": " + threshold);
    }
  }

  /**
   * The preparation of an image: stored values over white, channels, intensity, spacing, size, and
   * then (x − mean) / std.
   *
   * @param channels 1 or 3
   * @param depth in slices; 1 for flat images
   * @param height in pixels
   * @param width in pixels
   * @param resize how an image of another size is brought to this one
   * @param mean of each channel on the training part
   * @param std of each channel on the training part
   * @param patch whether height, width and depth are those of patches that are cut from images of
   *     any size
   * @param spacing millimetres between pixels that an image is brought to first; empty: as stored
   * @param intensity how the values of an image are scaled before mean and std
   * @param interpolation how its pixels are brought to another grid
   */
  public record Input(
      int channels,
      int depth,
      int height,
      int width,
      Resize resize,
      List<Float> mean,
      List<Float> std,
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean patch,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Double> spacing,
      Intensity intensity,
      Interpolation interpolation) {
    /**
     * Copies the lists; refuses what no image can be. What an earlier package does not say is as it
     * was then: flat, whole images of spacing and values as stored, resampled linearly.
     */
    public Input {
      depth = Math.max(1, depth);
      spacing = spacing == null ? List.of() : List.copyOf(spacing);
      intensity = Objects.requireNonNullElse(intensity, Intensity.STORED);
      interpolation = Objects.requireNonNullElse(interpolation, Interpolation.LINEAR);
      mean = List.copyOf(mean);
      std = List.copyOf(std);
      Objects.requireNonNull(resize, "resize");
      if (channels < 1 || height < 1 || width < 1) {
        throw new IllegalArgumentException(channels + "x" + height + "x" + width);
      }
      if (mean.size() != channels || std.size() != channels) {
        throw new IllegalArgumentException("mean and std need one value a channel");
      }
    }

    /** Whole images, their spacing and values as stored. */
    public Input(
        int channels,
        int depth,
        int height,
        int width,
        Resize resize,
        List<Float> mean,
        List<Float> std) {
      this(
          channels,
          depth,
          height,
          width,
          resize,
          mean,
          std,
          false,
          List.of(),
          Intensity.STORED,
          Interpolation.LINEAR);
    }

    /** What a model trained on images of this form expects. */
    public static Input of(Shape shape, Preparation preparation, Normalization normalization) {
      return new Input(
          shape.channels(),
          shape.depth(),
          shape.height(),
          shape.width(),
          preparation.resize(),
          list(normalization.mean()),
          list(normalization.std()),
          !preparation.patch().isEmpty(),
          preparation.spacing(),
          preparation.intensity(),
          preparation.interpolation());
    }

    /** The form of what the model is given at once. */
    public Shape shape() {
      return new Shape(channels, depth, height, width);
    }

    /** How an image is brought to {@link #shape}, or made ready for patches of it. */
    public Preparation preparation() {
      List<Integer> size = depth > 1 ? List.of(depth, height, width) : List.of(height, width);
      return new Preparation(
          patch ? List.of() : size,
          channels,
          resize,
          patch ? size : List.of(),
          spacing,
          intensity,
          interpolation);
    }

    /** The map from pixels in 0..1 to what the model sees. */
    public Normalization normalization() {
      return new Normalization(array(mean), array(std));
    }

    private static List<Float> list(float[] values) {
      List<Float> list = new ArrayList<>();
      for (float v : values) {
        list.add(v);
      }
      return list;
    }

    private static float[] array(List<Float> values) {
      float[] array = new float[values.size()];
      for (int i = 0; i < array.length; i++) {
        array[i] = values.get(i);
      }
      return array;
    }
  }

  /**
   * Where a model came from.
   *
   * @param study name of the study, or an empty string
   * @param specHash SHA-256 of the resolved study file, or an empty string
   * @param trial the key of the trial that trained it
   * @param arm the regularizers it was trained with
   * @param split the split it was trained on
   * @param seed the seed's index
   * @param data name of the data set
   * @param dataHash content hash of the prepared images, labels and groups
   * @param simulated whether the images are simulated
   * @param start what was taken of the weights that the training started from, or an empty string
   *     for random ones
   * @param images number of images by part
   * @param validation metrics on the validation part, by name
   * @param test metrics on the test part, by name
   * @param versions of Ridgeline, the engine and the Java runtime
   */
  public record Provenance(
      String study,
      String specHash,
      String trial,
      Arm arm,
      String split,
      int seed,
      String data,
      String dataHash,
      boolean simulated,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) String start,
      Map<String, Integer> images,
      Map<String, Estimate> validation,
      Map<String, Estimate> test,
      Map<String, String> versions) {
    /** Copies and sorts the maps; a package that was written without a start has none. */
    public Provenance {
      start = Objects.requireNonNullElse(start, "");
      images = Collections.unmodifiableMap(new TreeMap<>(images));
      validation = Collections.unmodifiableMap(new TreeMap<>(validation));
      test = Collections.unmodifiableMap(new TreeMap<>(test));
      versions = Collections.unmodifiableMap(new TreeMap<>(versions));
    }
  }

  /**
   * A measured metric.
   *
   * @param value null where the metric is undefined
   * @param low lower end of the 95 % interval, or null if none was computed
   * @param high upper end
   */
  public record Estimate(@Nullable Double value, @Nullable Double low, @Nullable Double high) {}
}
