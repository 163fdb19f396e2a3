package io.ridgeline.app.cli;

import io.ridgeline.StoreException;
import io.ridgeline.image.Image;
import io.ridgeline.image.ImageInfo;
import io.ridgeline.image.ImageReader;
import io.ridgeline.image.Spacing;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells what one image file holds, as Ridgeline reads it. */
@Command(
    name = "image",
    description =
        "Shows one image's format, size, spacing, bits, range and the MD5 of its samples.",
    footer = {"", "Example: ridgeline image scan.png --png seen.png"})
public final class ImageCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "FILE", description = "PNG, JPEG, TIFF, BMP, PGM, PPM or NIfTI.")
  private Path file = Path.of("");

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Option(
      names = "--png",
      paramLabel = "OUT",
      description = "Write the pixels as 8-bit PNG; of a volume the middle slice.")
  private @Nullable Path png;

  /** Prints to {@code console}. */
  public ImageCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    ImageInfo info = ImageReader.inspect(file);
    if (png != null) {
      write(ImageReader.read(file), info, png);
    }
    if (json) {
      console.json(info);
      return ExitCode.OK;
    }
    PrintStream out = console.out();
    out.printf(Locale.ROOT, "format    %s%n", info.format());
    if (info.depth() == 1) {
      out.printf(Locale.ROOT, "size      %d x %d (width x height)%n", info.width(), info.height());
    } else {
      out.printf(
          Locale.ROOT,
          "size      %d x %d x %d (width x height x depth)%n",
          info.width(),
          info.height(),
          info.depth());
    }
    Spacing spacing = info.spacing();
    if (!spacing.equals(Spacing.PIXELS)) {
      out.printf(
          Locale.ROOT,
          "spacing   %.6g x %.6g x %.6g %s (width x height x depth)%n",
          spacing.width(),
          spacing.height(),
          spacing.depth(),
          spacing.unit());
    }
    out.printf(Locale.ROOT, "channels  %d%n", info.channels());
    out.printf(Locale.ROOT, "bits      %d%n", info.bits());
    out.printf(Locale.ROOT, "frames    %d%n", info.frames());
    out.printf(Locale.ROOT, "min       %s%n", number(info.min()));
    out.printf(Locale.ROOT, "max       %s%n", number(info.max()));
    out.printf(Locale.ROOT, "sum       %s%n", number(info.sum()));
    out.printf(Locale.ROOT, "md5       %s%n", info.md5());
    return ExitCode.OK;
  }

  private static String number(double v) {
    return v == Math.rint(v) ? Long.toString((long) v) : Double.toString(v);
  }

  /** Of values with a meaning of their own, the smallest is shown black and the largest white. */
  private static void write(Image image, ImageInfo info, Path png) {
    boolean stretched = info.min() < 0 || info.max() > image.white();
    double black = stretched ? info.min() : 0;
    double range = stretched ? info.max() - info.min() : image.white();
    int type = image.channels() == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR;
    BufferedImage view = new BufferedImage(image.width(), image.height(), type);
    int plane = image.height() * image.width();
    int middle = image.depth() / 2 * plane;
    for (int c = 0; c < image.channels(); c++) {
      for (int i = 0; i < plane; i++) {
        float stored = image.values()[c * image.plane() + middle + i];
        int value = (int) Math.round((stored - black) / range * 255);
        view.getRaster().setSample(i % image.width(), i / image.width(), c, value);
      }
    }
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      ImageIO.write(view, "png", bytes);
      Files.write(png, bytes.toByteArray());
    } catch (IOException e) {
      throw new StoreException(StoreException.Reason.IO, png, "cannot be written: " + e, e);
    }
  }
}
