package io.ridgeline.app.cli;

import io.ridgeline.StoreException;
import io.ridgeline.deploy.Predictor;
import io.ridgeline.image.Image;
import io.ridgeline.image.ImageReader;
import io.ridgeline.image.Shown;
import io.ridgeline.image.nifti.NiftiReader;
import io.ridgeline.image.nifti.NiftiVolume;
import io.ridgeline.image.nifti.NiftiWriter;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/**
 * The mask that a model draws of one file: NIfTI over the user's own volume, else an 8-bit PNG of
 * the image's size. Values are the classes' indexes; of a single foreground class in a PNG, 255.
 *
 * @param path where it was written
 * @param pixels of each foreground class
 * @param sizes of each foreground class in mm² or mm³; empty where the file says nothing of spacing
 */
record MaskFile(Path path, Map<String, Long> pixels, Map<String, Double> sizes) {
  static final List<String> ENDINGS = List.of(".png", ".nii.gz");

  /** The name of a file without the ending that says its format. */
  static String stem(String input) {
    return input.replaceFirst("(?i)(\\.nii\\.gz|\\.[^./]+)$", "");
  }

  /**
   * Draws and writes it.
   *
   * @param stem the path of the mask, less one of {@link #ENDINGS}
   * @throws io.ridgeline.DataException if the file cannot be read or is nothing for this model
   */
  static MaskFile draw(Predictor predictor, Path file, String stem) {
    List<String> classes = predictor.description().classes();
    byte[] bytes = ImageReader.bytes(file);
    // by content: a volume may have any name
    boolean volume = NiftiReader.recognizes(bytes);
    Path path = Path.of(stem + ENDINGS.get(volume ? 1 : 0));
    try {
      Files.createDirectories(path.toAbsolutePath().getParent());
      Image image;
      byte[] labels;
      if (volume) {
        NiftiVolume read = NiftiReader.read(bytes, Shown.path(file));
        image = read.image();
        PredictCommand.refuse(predictor, image, file);
        labels = predictor.segment(image);
        NiftiWriter.labels(path, labels, read);
      } else {
        image = ImageReader.read(bytes, Shown.path(file));
        PredictCommand.refuse(predictor, image, file);
        labels = predictor.segment(image);
        png(path, labels, image, classes.size());
      }
      return measured(path, labels, image, classes);
    } catch (IOException e) {
      throw new StoreException(
          StoreException.Reason.IO,
          path,
          "the mask cannot be written; check that there is room",
          e);
    }
  }

  private static void png(Path path, byte[] labels, Image image, int classes) throws IOException {
    byte[] shown = labels.clone();
    for (int i = 0; classes == 2 && i < shown.length; i++) {
      shown[i] = (byte) (255 * shown[i]);
    }
    BufferedImage picture =
        new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_BYTE_GRAY);
    picture.getRaster().setDataElements(0, 0, image.width(), image.height(), shown);
    ImageIO.write(picture, "png", path.toFile());
  }

  private static MaskFile measured(Path path, byte[] labels, Image image, List<String> classes) {
    long[] counts = new long[classes.size()];
    for (byte label : labels) {
      counts[label]++;
    }
    boolean known = image.spacing().unit().equals("mm");
    double one =
        (image.depth() > 1 ? image.spacing().depth() : 1)
            * image.spacing().height()
            * image.spacing().width();
    Map<String, Long> pixels = new LinkedHashMap<>();
    Map<String, Double> sizes = new LinkedHashMap<>();
    for (int k = 1; k < counts.length; k++) {
      pixels.put(classes.get(k), counts[k]);
      if (known) {
        sizes.put(classes.get(k), counts[k] * one);
      }
    }
    return new MaskFile(path, pixels, sizes);
  }
}
