package io.ridgeline.data;

import io.ridgeline.DataException;
import io.ridgeline.describe.TaskKind;
import io.ridgeline.image.Image;
import io.ridgeline.image.Shown;
import io.ridgeline.image.npz.NpyArray;
import io.ridgeline.image.npz.NpyType;
import io.ridgeline.image.npz.Npz;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a MedMNIST archive: {@code train_images}, {@code train_labels} and the like for {@code val}
 * and {@code test}.
 *
 * <p>Where the task is segmentation, {@code train_masks} stand beside the images as {@code [N, H,
 * W]} numbers, and the labels, if there are any, say which kind of image each is.
 *
 * <p>Images are {@code [N, H, W]} or {@code [N, H, W, 3]}: 8 or 16 bits without sign, truth values,
 * or floating point in 0..1. Labels are {@code [N]} or {@code [N, 1]} whole numbers. Example ids
 * are {@code train/115}, counted from 0.
 */
final class ArchiveSource {
  private ArchiveSource() {}

  static Gathered gather(Path file, DataSpec spec) {
    Map<String, NpyArray> arrays = Npz.read(file);
    Gathered gathered = new Gathered(spec);
    boolean masked = spec.task() != TaskKind.CLASSIFICATION;
    String target = masked ? "masks" : "labels";
    String shown = Shown.path(file);
    int parts = 0;
    for (String stored : new String[] {"train", "val", "test"}) {
      NpyArray images = arrays.get(stored + "_images");
      NpyArray labels = arrays.get(stored + "_labels");
      NpyArray masks = masked ? arrays.get(stored + "_masks") : null;
      NpyArray targets = masked ? masks : labels;
      if (images == null && targets == null) {
        continue;
      }
      parts++;
      if (images == null || targets == null) {
        gathered.problems.add(
            shown + ": " + stored + "_" + (images == null ? "images" : target) + " is missing");
        continue;
      }
      String problem = problem(images);
      problem = problem == null && labels != null ? labelProblem(images, labels) : problem;
      problem = problem == null && masks != null ? maskProblem(images, masks) : problem;
      if (problem != null) {
        gathered.problems.add(shown + ": " + stored + " " + problem);
        continue;
      }
      add(gathered, shown, stored.equals("val") ? "validation" : stored, images, labels, masks);
    }
    if (parts == 0) {
      throw new DataException(
          shown
              + ": has no train_images and train_"
              + target
              + "; it has: "
              + Shown.text(String.join(", ", arrays.keySet())));
    }
    return gathered;
  }

  private static @Nullable String problem(NpyArray images) {
    int[] shape = images.shape();
    boolean grey = shape.length == 3;
    boolean colour = shape.length == 4 && (shape[3] == 3 || shape[3] == 1);
    if (!grey && !colour) {
      return "images have the shape "
          + Arrays.toString(shape)
          + "; needed: [N, H, W] or [N, H, W, 3]";
    }
    if (images.size() == 0) {
      return "has no pixels: the shape is " + Arrays.toString(shape);
    }
    return switch (images.type()) {
      case U1, U2, B1 -> null;
      case F4, F8 -> inUnitRange(images);
      default ->
          "images are stored as "
              + images.type().code()
              + "; needed: unsigned 8 or 16 bits, or floating point in 0..1";
    };
  }

  private static @Nullable String labelProblem(NpyArray images, NpyArray labels) {
    int[] axes = labels.shape();
    if (axes.length < 1 || axes.length > 2 || (axes.length == 2 && axes[1] != 1)) {
      return "labels have the shape "
          + Arrays.toString(axes)
          + "; needed: one label an image, [N] or [N, 1]";
    }
    if (axes[0] != images.shape()[0]) {
      return "has " + images.shape()[0] + " images but " + axes[0] + " labels";
    }
    return null;
  }

  private static @Nullable String maskProblem(NpyArray images, NpyArray masks) {
    int[] shape = Arrays.copyOf(images.shape(), 3);
    return Arrays.equals(masks.shape(), shape)
        ? null
        : "masks have the shape "
            + Arrays.toString(masks.shape())
            + "; needed: one number a pixel, "
            + Arrays.toString(shape);
  }

  private static @Nullable String inUnitRange(NpyArray images) {
    for (int i = 0; i < images.size(); i++) {
      double v = images.number(i);
      if (!(v >= 0 && v <= 1)) {
        return "images hold " + v + "; floating-point pixels must lie in 0..1";
      }
    }
    return null;
  }

  private static void add(
      Gathered gathered,
      String shown,
      String part,
      NpyArray images,
      @Nullable NpyArray labels,
      @Nullable NpyArray masks) {
    int[] shape = images.shape();
    int channels = shape.length == 4 ? shape[3] : 1;
    int plane = shape[1] * shape[2];
    float white = images.type() == NpyType.U1 ? 255 : images.type() == NpyType.U2 ? 65_535 : 1;
    for (int n = 0; n < shape[0]; n++) {
      float[] values = new float[channels * plane];
      for (int c = 0; c < channels; c++) {
        for (int i = 0; i < plane; i++) {
          values[c * plane + i] = (float) images.number((n * plane + i) * channels + c);
        }
      }
      String id = part + "/" + n;
      Image image = new Image(channels, shape[1], shape[2], white, values);
      String place = shown + ": " + id;
      String label = labels == null ? "" : label(labels, n);
      Gathered.Entry entry = new Gathered.Entry(id, id, image, label, part, Map.of(), place);
      gathered.add(gathered.masked(entry, masks(image, masks, n, place)));
    }
  }

  /** The mask of an image by its name, if there is one. */
  private static Map<String, Image> masks(
      Image image, @Nullable NpyArray masks, int n, String place) {
    if (masks == null) {
      return Map.of();
    }
    float[] mask = new float[image.plane()];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = (float) masks.number(n * mask.length + i);
    }
    return Map.of(place, new Image(1, image.height(), image.width(), 1, mask));
  }

  private static String label(NpyArray labels, int n) {
    double label = labels.number(n);
    return label == Math.rint(label) ? Long.toString(labels.whole(n)) : Double.toString(label);
  }
}
