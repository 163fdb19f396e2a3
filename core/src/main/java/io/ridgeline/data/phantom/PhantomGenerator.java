package io.ridgeline.data.phantom;

import io.ridgeline.StudyFileException;
import io.ridgeline.data.Boxes;
import io.ridgeline.data.ClassLabel;
import io.ridgeline.data.Cohort;
import io.ridgeline.data.DataSpec;
import io.ridgeline.data.Example;
import io.ridgeline.data.LabelledBox;
import io.ridgeline.data.Mask;
import io.ridgeline.data.Target;
import io.ridgeline.describe.TaskKind;
import io.ridgeline.image.Image;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Simulated breast ultrasound with one lesion an image: every pixel is computed, nothing was
 * measured on anyone.
 *
 * <p>Benign lesions are smooth ovals, wider than tall, brighter behind; malignant ones irregular
 * and spiculated, taller than wide, with a shadow behind, as the BI-RADS lexicon describes them
 * (Stavros et al. 1995, Radiology 196(1)). Each trait is drawn for itself, so that at a higher
 * difficulty lesions look contradictory as well as intermediate. Gain, layers and speckle belong to
 * the patient and say nothing about the class. Two patients in five are malignant; a patient has
 * one image or, two times in five, two.
 *
 * <p>The same specification gives the same bits on every machine, and more patients leave the first
 * ones as they were.
 */
public final class PhantomGenerator {
  /** The name of the cohort. */
  public static final String NAME = "simulated breast ultrasound (phantom)";

  /** The class names; the second is the positive one. */
  public static final List<String> CLASSES = List.of("benign", "malignant");

  /** The classes of a mask. */
  public static final List<String> REGIONS = List.of("background", "lesion");

  private static final int MIN_SIZE = 16;
  private static final int MAX_SIZE = 1024;
  private static final long MAX_PIXELS = 1L << 28;

  private PhantomGenerator() {}

  /**
   * The cohort: 8-bit grey images {@code [1, size, size]} with class, patient (the group) and, in
   * column {@code box}, the lesion's {@code x0,y0,x1,y1} in pixels.
   *
   * @throws StudyFileException if a number is out of range
   */
  public static Cohort generate(DataSpec.Phantom spec) {
    return generate(spec, TaskKind.CLASSIFICATION);
  }

  /**
   * As {@link #generate(DataSpec.Phantom)}, with the targets of a task: the class of each image, or
   * for segmentation the lesion's mask and for detection its box with the class, and the class as
   * the stratum.
   *
   * @throws StudyFileException if a number is out of range
   */
  public static Cohort generate(DataSpec.Phantom spec, TaskKind task) {
    List<Example> examples = new ArrayList<>();
    for (View view : views(spec)) {
      Lesion lesion = view.lesion(spec.size());
      Image image = view.image(spec.size());
      int label = view.patient().label();
      examples.add(
          new Example(
              view.name(),
              view.patient().name(),
              image,
              target(task, label, lesion),
              "",
              Map.of("box", lesion.boxText())));
    }
    List<String> classes = task == TaskKind.SEGMENTATION ? REGIONS : CLASSES;
    return new Cohort(NAME, classes, CLASSES, examples, true, List.of());
  }

  private static Target target(TaskKind task, int label, Lesion lesion) {
    return switch (task) {
      case CLASSIFICATION -> new ClassLabel(label);
      case SEGMENTATION -> {
        byte[] labels = new byte[lesion.mask().length];
        for (int i = 0; i < labels.length; i++) {
          labels[i] = (byte) (lesion.mask()[i] ? 1 : 0);
        }
        yield new Mask(labels, label);
      }
      case DETECTION -> new Boxes(List.of(new LabelledBox(lesion.box(), label)), label);
    };
  }

  /**
   * The lesion of each example of {@link #generate}, in the same order.
   *
   * @throws StudyFileException if a number is out of range
   */
  public static List<Lesion> lesions(DataSpec.Phantom spec) {
    return views(spec).stream().map(v -> v.lesion(spec.size())).toList();
  }

  private static List<View> views(DataSpec.Phantom spec) {
    check(spec);
    // One stream a patient, begun at a place that depends on the seed alone.
    long base = Draws.stream(spec.seed()).nextLong();
    List<View> views = new ArrayList<>();
    for (int i = 0; i < spec.patients(); i++) {
      RandomGenerator random = Draws.stream(base + i);
      int label = (i + 1) * 2L / 5 > i * 2L / 5 ? 1 : 0;
      String name = String.format(Locale.ROOT, "simulated-patient-%04d", i + 1);
      Patient patient = Patient.draw(random, name, label, spec.difficulty());
      int images = random.nextDouble() < 0.4 ? 2 : 1;
      for (int k = 1; k <= images; k++) {
        views.add(View.draw(Draws.stream(random.nextLong()), patient, name + "/" + k));
      }
    }
    return views;
  }

  private static void check(DataSpec.Phantom spec) {
    if (spec.patients() < 1) {
      throw new StudyFileException(
          "phantom patients is " + spec.patients() + "; it must be at least 1");
    }
    if (spec.size() < MIN_SIZE || spec.size() > MAX_SIZE) {
      throw new StudyFileException(
          "phantom size is " + spec.size() + "; it must be " + MIN_SIZE + " to " + MAX_SIZE);
    }
    if (!(spec.difficulty() >= 0 && spec.difficulty() <= 1)) {
      throw new StudyFileException(
          "phantom difficulty is " + spec.difficulty() + "; it must be 0 to 1");
    }
    if ((long) spec.patients() * spec.size() * spec.size() > MAX_PIXELS) {
      throw new StudyFileException(
          spec.patients()
              + " phantom patients of "
              + spec.size()
              + "x"
              + spec.size()
              + " pixels need more than 1 GiB; use fewer or smaller ones");
    }
  }
}
