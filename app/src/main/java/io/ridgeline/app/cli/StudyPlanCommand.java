package io.ridgeline.app.cli;

import io.ridgeline.StudyFileException;
import io.ridgeline.data.Cohort;
import io.ridgeline.data.Shape;
import io.ridgeline.describe.TaskKind;
import io.ridgeline.image.Image;
import io.ridgeline.image.Spacing;
import io.ridgeline.model.UNet;
import io.ridgeline.model.UNetPlan;
import io.ridgeline.study.StudySpec;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Sizes a U-Net to the images of a study, and says why. */
@Command(
    name = "plan",
    description = {
      "Sizes a U-Net to the images of a segmentation study and to the memory there is, says why,",
      "and prints the lines for the study file. Nothing is trained or changed."
    },
    footer = {"", "Example: ridgeline study plan examples/hippocampus.yaml --memory 4"})
public final class StudyPlanCommand implements Callable<Integer> {
  private static final double GIB = 1L << 30;

  private final Console console;

  @Mixin private StudyFileOptions study = new StudyFileOptions();

  @Option(
      names = "--memory",
      paramLabel = "GIB",
      description = "Memory for a training step. Default: ${DEFAULT-VALUE}.")
  private double memory = 2;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  /** Prints to {@code console}. */
  public StudyPlanCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    StudySpec spec = study.read();
    if (spec.task() != TaskKind.SEGMENTATION) {
      throw new StudyFileException(
          "task: " + spec.task().name().toLowerCase(Locale.ROOT) + "; a plan is for segmentation");
    }
    Cohort cohort = LoadedStudy.cohort(spec.data());
    int channels = spec.data().preparation().channels();
    List<UNetPlan.Case> cases =
        cohort.examples().stream()
            .map(
                e -> {
                  Image i = e.image();
                  int c = channels == 0 ? i.channels() : channels;
                  return new UNetPlan.Case(
                      new Shape(c, i.depth(), i.height(), i.width()), i.spacing());
                })
            .toList();
    UNetPlan plan = UNetPlan.of(cases, cohort.classes().size(), (long) (memory * GIB));
    if (json) {
      console.json(plan);
    } else {
      plan.reasons().forEach(console.out()::println);
      console.out().println();
      lines(plan).forEach(console.out()::println);
    }
    return ExitCode.OK;
  }

  /** The keys of a study file that say the same. */
  private static List<String> lines(UNetPlan plan) {
    boolean volumes = plan.patch().dims() == 3;
    Shape p = plan.patch();
    Spacing s = plan.spacing();
    String patch = volumes ? p.depth() + ", " : "";
    String spacing = volumes ? s.depth() + ", " : "";
    UNet net = plan.model();
    return List.of(
        "data:",
        "  patch: [" + patch + p.height() + ", " + p.width() + "]",
        (s.unit().equals("mm") ? "  " : "  # pixels of unknown size: ")
            + "spacing: ["
            + spacing
            + s.height()
            + ", "
            + s.width()
            + "]",
        "model: {name: unet, width: "
            + net.width()
            + ", levels: "
            + net.levels()
            + (net.flat() > 0 ? ", flat: " + net.flat() : "")
            + "}",
        "training: {batch: " + plan.batch() + "}");
  }
}
