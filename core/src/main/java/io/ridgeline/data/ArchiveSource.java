package io.ridgeline.data;

import io.ridgeline.DataException;
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
 * <p>Images are {@code [N, H, W]} or {@code [N, H, W, 3]}: 8 or 16 bits without sign, truth values,
 * or floating point in 0..1. Labels are {@code [N]} or {@code [N, 1]} whole numbers. Example ids
 * are {@code train/115}, counted from 0.
 */
final class ArchiveSource {
  private ArchiveSource() {}

  static Gathered gather(Path file) {
    Map<String, NpyArray> arrays = Npz.read(file);
    Gathered gathered = new Gathered();
    String shown = Shown.path(file);
    int parts = 0;
    for (String stored : new String[] {"train", "val", "test"}) {
      NpyArray images = arrays.get(stored + "_images");
      NpyArray labels = arrays.get(stored + "_labels");
      if (images == null && labels == null) {
        continue;
      }
      parts++;
      if (images == null || labels == null) {
        gathered.problems.add(
            shown + ": " + stored + "_" + (images == null ? "images" : "labels") + " is missing");
        continue;
      }
      String problem = problem(images, labels);
      if (problem != null) {
        gathered.problems.add(shown + ": " + stored + " " + problem);
        continue;
      }
      add(gathered, shown, stored.equals("val") ? "validation" : stored, images, labels);
    }
    if (parts == 0) {
      throw new DataException(
          shown
              + ": has no train_images and train_labels; it has: "
              + Shown.text(String.join(", ", arrays.keySet())));
    }
    return gathered;
  }

  private static @Nullable String problem(NpyArray images, NpyArray labels) {
    int[] shape = images.shape();
    boolean grey = shape.length == 3;
    boolean colour = shape.length == 4 && (shape[3] == 3 || shape[3] == 1);
    if (!grey && !colour) {
      return "images have the shape "
          + Arrays.toString(shape)
          + "; needed: [N, H, W] or [N, H, W, 3]";
    }
    int[] axes = labels.shape();
    if (axes.length < 1 || axes.length > 2 || (axes.length == 2 && axes[1] != 1)) {
      return "labels have the shape "
          + Arrays.toString(axes)
          + "; needed: one label an image, [N] or [N, 1]";
    }
    if (axes[0] != shape[0]) {
      return "has " + shape[0] + " images but " + axes[0] + " labels";
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
      Gathered gathered, String shown, String part, NpyArray images, NpyArray labels) {
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
      double label = labels.number(n);
      String text =
          label == Math.rint(label) ? Long.toString(labels.whole(n)) : Double.toString(label);
      Image image = new Image(channels, shape[1], shape[2], white, values);
      gathered.add(new Gathered.Entry(id, id, image, text, part, Map.of(), shown + ": " + id));
    }
  }
}
