package io.ridgeline.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ridgeline.data.Cohort;
import io.ridgeline.data.DataSpec;
import io.ridgeline.data.Example;
import io.ridgeline.data.phantom.PhantomGenerator;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java example of the README compiles, runs and prints what it says. */
class ReadmeExampleTest {
  private static final String IMPORTS =
      """
      import io.ridgeline.deploy.Predictor;
      import io.ridgeline.engine.Optimizer.Adam;
      import io.ridgeline.image.ImageReader;
      import io.ridgeline.loss.CrossEntropy;
      import io.ridgeline.model.Cnn;
      import io.ridgeline.regularize.noise.Dropout;
      import io.ridgeline.regularize.penalty.L2;
      import io.ridgeline.train.*;
      import io.ridgeline.train.LearningRate.OneCycle;
      import java.nio.file.Path;
      import java.util.List;
      """;

  @TempDir private Path folder;

  @Test
  void compilesAndRuns() throws Exception {
    images(folder.resolve("images"));
    String readme =
        Files.readString(Path.of(System.getProperty("ridgeline.root", "..")).resolve("README.md"));
    Matcher block = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(readme);
    assertTrue(block.find(), "the README has a Java example");
    String body =
        block
            .group(1)
            .replace("Path.of(\"", "Path.of(\"" + folder.toString().replace('\\', '/') + "/");
    Path source = folder.resolve("ReadmeExample.java");
    Files.writeString(
        source,
        IMPORTS
            + "public class ReadmeExample {\n"
            + "  public static void main(String[] args) throws Exception {\n"
            + body
            + "  }\n}\n");
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                errors,
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                folder.toString(),
                source.toString());
    assertEquals(0, status, errors.toString(StandardCharsets.UTF_8));
    String[] printed = run().split("\\R", -1);
    assertEquals(4, printed.length, "three lines and the end");
    double accuracy = Double.parseDouble(printed[1]);
    assertTrue(accuracy > 0.5 && accuracy <= 1, "accuracy " + accuracy);
    double malignant = Double.parseDouble(printed[2]);
    assertTrue(malignant >= 0 && malignant <= 1, "probability " + malignant);
  }

  private String run() throws Exception {
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (URLClassLoader loader =
        new URLClassLoader(
            new java.net.URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
      System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
      Class.forName("ReadmeExample", true, loader)
          .getMethod("main", String[].class)
          .invoke(null, (Object) new String[0]);
    } finally {
      System.setOut(before);
    }
    return printed.toString(StandardCharsets.UTF_8);
  }

  /** A folder a class, as a user would have it. */
  private static void images(Path root) throws IOException {
    Cohort cohort = PhantomGenerator.generate(new DataSpec.Phantom(80, 32, 0.2, 1));
    int[] counts = new int[2];
    for (int i = 0; i < cohort.size(); i++) {
      Example example = cohort.examples().get(i);
      int label = cohort.label(i);
      Path file =
          root.resolve(cohort.classes().get(label))
              .resolve(String.format(Locale.ROOT, "%03d.png", ++counts[label]));
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      BufferedImage picture = new BufferedImage(32, 32, BufferedImage.TYPE_BYTE_GRAY);
      for (int p = 0; p < 32 * 32; p++) {
        picture.getRaster().setSample(p % 32, p / 32, 0, (int) example.image().values()[p]);
      }
      ImageIO.write(picture, "png", file.toFile());
    }
    assertEquals(List.of("benign", "malignant"), cohort.classes());
  }
}
