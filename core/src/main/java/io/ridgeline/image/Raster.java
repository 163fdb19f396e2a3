package io.ridgeline.image;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicReference;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Decodes a checked file through ImageIO and takes the stored samples, untouched by colour
 * profiles.
 *
 * <p>Readers are chosen by class: whatever else stands on the class path, a file is decoded the
 * same way.
 */
final class Raster {
  static {
    ImageIO.setUseCache(false);
  }

  private Raster() {}

  static Image decode(ImageFormat format, byte[] bytes, Layout layout) throws IOException {
    ImageReader reader =
        switch (format) {
          case JPEG -> provider(JPEGImageReaderSpi.class).createReaderInstance(null);
          case TIFF -> provider(TIFFImageReaderSpi.class).createReaderInstance(null);
          default -> builtIn(format.name());
        };
    AtomicReference<@Nullable String> warning = new AtomicReference<>();
    reader.addIIOReadWarningListener(
        (source, text) -> {
          if (!isHarmless(text)) {
            warning.compareAndSet(null, text);
          }
        });
    BufferedImage image;
    try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      reader.setInput(in, false, true);
      if (reader.getWidth(0) != layout.width() || reader.getHeight(0) != layout.height()) {
        throw new IOException("two sizes are declared");
      }
      image = reader.read(0);
    } catch (IOException | RuntimeException e) {
      // Decoders answer damage with whatever their arrays throw.
      throw new IOException("is damaged: the decoder gave up (" + Shown.reason(e) + ")", e);
    } finally {
      reader.dispose();
    }
    String text = warning.get();
    if (text != null) {
      throw new IOException("is damaged: " + text);
    }
    return image(image, layout);
  }

  /**
   * Colour profiles and camera notes do not touch the samples; that each strip is long enough has
   * been checked already, and better: the reader wants the last strip to be as high as the others.
   */
  private static boolean isHarmless(String warning) {
    return warning.contains("ICC")
        || warning.contains("Exif")
        || warning.contains("profile")
        || warning.contains("ByteCount < required");
  }

  // Registered, not just constructed: this reader looks for the JDK's to lean on.
  private static ImageReaderSpi provider(Class<? extends ImageReaderSpi> type) throws IOException {
    ImageReaderSpi provider = IIORegistry.getDefaultInstance().getServiceProviderByClass(type);
    if (provider == null) {
      throw new IOException("needs " + type.getName() + ", which is not on the class path");
    }
    return provider;
  }

  private static ImageReader builtIn(String format) throws IOException {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
    while (readers.hasNext()) {
      ImageReader reader = readers.next();
      if (reader.getClass().getName().startsWith("com.sun.imageio.")) {
        return reader;
      }
    }
    throw new IOException("needs the JDK's own " + format + " reader, which is not here");
  }

  private static Image image(BufferedImage image, Layout layout) throws IOException {
    if (image.getColorModel() instanceof IndexColorModel palette) {
      return paletted(image, palette);
    }
    int bits = image.getSampleModel().getSampleSize(0);
    int bands = image.getRaster().getNumBands();
    int channels = layout.grey() || bands < 3 ? 1 : 3;
    for (int b = 0; b < bands; b++) {
      if (image.getSampleModel().getSampleSize(b) != bits || (bits != 8 && bits != 16)) {
        throw new IOException("has samples of " + bits + " bits; only 8 and 16 are read");
      }
    }
    int plane = image.getWidth() * image.getHeight();
    float[] values = new float[channels * plane];
    int[] row = new int[image.getWidth()];
    for (int c = 0; c < channels; c++) {
      for (int y = 0; y < image.getHeight(); y++) {
        image.getRaster().getSamples(0, y, row.length, 1, c, row);
        for (int x = 0; x < row.length; x++) {
          values[c * plane + y * row.length + x] = row[x];
        }
      }
    }
    float white = bits == 8 ? 255 : 65_535;
    return new Image(channels, image.getHeight(), image.getWidth(), white, values);
  }

  private static Image paletted(BufferedImage image, IndexColorModel palette) throws IOException {
    int[] colours = new int[palette.getMapSize()];
    palette.getRGBs(colours);
    boolean grey = true;
    for (int c : colours) {
      grey &= (c >> 16 & 0xFF) == (c >> 8 & 0xFF) && (c >> 8 & 0xFF) == (c & 0xFF);
    }
    int channels = grey ? 1 : 3;
    int plane = image.getWidth() * image.getHeight();
    float[] values = new float[channels * plane];
    int[] row = new int[image.getWidth()];
    for (int y = 0; y < image.getHeight(); y++) {
      image.getRaster().getSamples(0, y, row.length, 1, 0, row);
      for (int x = 0; x < row.length; x++) {
        if (row[x] >= colours.length) {
          throw new IOException("is damaged: it uses colour " + row[x] + ", beyond its palette");
        }
        for (int c = 0; c < channels; c++) {
          values[c * plane + y * row.length + x] = colours[row[x]] >> (16 - 8 * c) & 0xFF;
        }
      }
    }
    return new Image(channels, image.getHeight(), image.getWidth(), 255, values);
  }
}
