package io.ridgeline.app.cli;

import io.ridgeline.describe.TaskKind;
import io.ridgeline.study.Overrides;
import io.ridgeline.study.StudyFile;
import io.ridgeline.study.StudySpec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** A small whole study, on simulated images unless real ones are given. */
@Command(
    name = "demo",
    description = {
      "Runs a small whole study in about a minute and writes its report.",
      "Without --data the images are simulated breast ultrasound."
    },
    footer = {"", "Example: ridgeline demo --out ridgeline-demo"})
public final class DemoCommand implements Callable<Integer> {
  private final Console console;

  @Option(
      names = "--task",
      paramLabel = "T",
      description = "classification, segmentation or detection; default: ${DEFAULT-VALUE}.",
      converter = Task.class)
  private TaskKind task = TaskKind.CLASSIFICATION;

  @Option(
      names = "--data",
      paramLabel = "P",
      description = {
        "Real images: MedMNIST .npz, folder of class folders, or CSV manifest;",
        "for segmentation a folder with images and masks, or CSV manifest;",
        "for detection a folder of Pascal VOC or YOLO, a COCO .json, or CSV manifest."
      })
  private @Nullable Path data;

  @Option(names = "--out", paramLabel = "DIR", description = "Default: ${DEFAULT-VALUE}.")
  private Path out = Path.of("ridgeline-demo");

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Change a key of the demo's study file, such as seeds=5.")
  private List<String> set = List.of();

  @Option(names = "--json", description = "Print the results as JSON.")
  private boolean json;

  /** The tasks that have a demo, in small letters. */
  static final class Task implements ITypeConverter<TaskKind> {
    @Override
    public TaskKind convert(String word) {
      return switch (word) {
        case "classification" -> TaskKind.CLASSIFICATION;
        case "segmentation" -> TaskKind.SEGMENTATION;
        case "detection" -> TaskKind.DETECTION;
        default ->
            throw new TypeConversionException(
                "there is no demo of "
                    + word
                    + "; there are classification, segmentation, detection");
      };
    }
  }

  /** Prints to {@code console}. */
  public DemoCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    StudySpec study =
        StudyFile.parse(
            text(), "demo.yaml", Path.of("").toAbsolutePath(), Vocabularies.all(), overrides());
    if (data == null) {
      console.say("the images of this demo are simulated: its figures say nothing about patients");
    }
    return new StudyWork(LoadedStudy.of(study), out, console)
        .run(Workers.of(Workers.DEFAULT, study.threads()), json);
  }

  /** An archive brings its own split; loose images are brought to one small size. */
  private Overrides overrides() {
    List<String> changes = new ArrayList<>();
    if (data != null) {
      boolean archive = data.toString().toLowerCase(Locale.ROOT).endsWith(".npz");
      changes.add("study=demo on real images");
      changes.add(archive ? "data.split=official" : "data.size=64");
    }
    changes.addAll(set);
    return new Overrides(data, changes);
  }

  private String text() throws IOException {
    String name =
        switch (task) {
          case CLASSIFICATION -> "demo.yaml";
          case SEGMENTATION -> "demo-segmentation.yaml";
          case DETECTION -> "demo-detection.yaml";
        };
    try (InputStream in = DemoCommand.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
