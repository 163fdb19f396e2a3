package io.ridgeline.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The example of a user's own regularizer, built here and put on the class path of a new process.
 */
class ExtensionTest {
  private static final Path EXAMPLE =
      Path.of(System.getProperty("ridgeline.root"), "examples", "extension");

  @TempDir Path folder;

  /** Compiles the example and lays its service file beside the classes. */
  private Path built() throws IOException {
    Path classes = Files.createDirectory(folder.resolve("classes"));
    Path source = EXAMPLE.resolve("src/org/example/speckle");
    int code =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-d",
                classes.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                source.resolve("Speckle.java").toString(),
                source.resolve("SpeckleExtension.java").toString());
    assertEquals(0, code, "the example compiles");
    Path services = Files.createDirectories(classes.resolve("META-INF/services"));
    String name = "io.ridgeline.regularize.CatalogExtension";
    Files.copy(EXAMPLE.resolve("META-INF/services").resolve(name), services.resolve(name));
    return classes;
  }

  private String run(Path extension, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-cp");
    command.add(System.getProperty("java.class.path") + File.pathSeparator + extension);
    command.add("io.ridgeline.app.Main");
    command.addAll(List.of(arguments));
    Path out = Files.createTempFile(folder, "out", ".txt");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile()).start();
    int code = process.waitFor();
    String text = Files.readString(out);
    assertEquals(0, code, text);
    return text;
  }

  @Test
  void aMethodFromAnotherJarAppearsInTheCommandLineTheStudyAndTheReport() throws Exception {
    Path extension = built();
    String told = run(extension, "regularizers", "speckle");
    assertTrue(told.contains("x ← x·(1 + σn)") && told.contains("[0.02, 0.4]"), told);
    assertTrue(run(extension, "study", "schema").contains("\"speckle\""));

    Path study = folder.resolve("study.yaml");
    Files.writeString(
        study,
        """
        study: own
        task: classification
        data:
          phantom: {patients: 40, size: 16, difficulty: 0.5, seed: 1}
          split: holdout
          validation: 0.2
          test: 0.3
        model: {name: cnn, width: 2, blocks: 2}
        training: {optimizer: adam, learningRate: 3.0e-3, schedule: constant, batch: 16, epochs: 2}
        seeds: 2
        metric: auroc
        arms:
          none: []
          own: [{speckle: {sigma: 0.2}}]
        """);
    Path results = folder.resolve("results");
    run(extension, "study", "run", study.toString(), "--out", results.toString());
    String report = Files.readString(results.resolve("report.html"));
    assertTrue(report.contains("Multiplies every pixel of a training image by noise"), "methods");
    assertTrue(report.contains("Loupas, McDicken"), "bibliography");
  }
}
