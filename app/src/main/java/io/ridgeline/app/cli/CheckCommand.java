package io.ridgeline.app.cli;

import io.ridgeline.data.Audit;
import io.ridgeline.data.Cohort;
import io.ridgeline.data.DataSpec;
import io.ridgeline.data.DataSpec.Columns;
import io.ridgeline.data.DataSpec.Masks;
import io.ridgeline.data.DataSpec.Phantom;
import io.ridgeline.data.DataSpec.Preparation;
import io.ridgeline.data.DataSpec.Preparation.Resize;
import io.ridgeline.data.DataSpec.Splitting;
import io.ridgeline.data.Folds;
import io.ridgeline.describe.Suggestion;
import io.ridgeline.describe.TaskKind;
import io.ridgeline.study.Overrides;
import io.ridgeline.study.StudyFile;
import io.ridgeline.study.StudySpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells what is in a data set and what is wrong with it. */
@Command(
    name = "check",
    description = {
      "Shows classes, groups, sizes, masks, boxes, unreadable images, duplicates and leakage of a data set.",
      "Exit status 4 if it cannot be used as it is."
    },
    footer = {
      "",
      "Examples: ridgeline check index.csv --image file --label malignant --root images",
      "          ridgeline check busi --task segmentation",
      "          ridgeline check bccd --task detection --skip-bad"
    })
public final class CheckCommand implements Callable<Integer> {
  private final Console console;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "DATA",
      description =
          "MedMNIST .npz, folder of class folders (or of images and masks), CSV manifest, boxes as"
              + " Pascal VOC, COCO, YOLO or CSV, or study file (.yaml).")
  private Path data = Path.of("");

  @Option(names = "--image", paramLabel = "COLUMN", description = "Column of the image's path.")
  private String image = Columns.DEFAULT.image();

  @Option(names = "--label", paramLabel = "COLUMN", description = "Column of the class.")
  private String label = Columns.DEFAULT.label();

  @Option(names = "--group", paramLabel = "COLUMN", description = "Column of the patient.")
  private String group = Columns.DEFAULT.group();

  @Option(names = "--part", paramLabel = "COLUMN", description = "Column of train, test ...")
  private String part = Columns.DEFAULT.part();

  @Option(
      names = "--task",
      paramLabel = "TASK",
      description = "classification, segmentation or detection. Default: ${DEFAULT-VALUE}.")
  private String task = "classification";

  @Option(names = "--mask", paramLabel = "COLUMN", description = "Column of the masks' paths.")
  private String mask = Columns.DEFAULT.mask();

  @Option(
      names = "--masks",
      paramLabel = "KIND",
      description = "What masks hold: binary, labels or instances. Default: ${DEFAULT-VALUE}.")
  private String masks = "binary";

  @Option(names = "--root", paramLabel = "DIR", description = "Where image paths start from.")
  private String root = "";

  @Option(names = "--skip-bad", description = "Leave out what cannot be read, and boxes of no use.")
  private boolean skipBad;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  /** Prints to {@code console}. */
  public CheckCommand(Console console) {
    this.console = console;
  }

  private record Checked(boolean leaks, Audit audit) {}

  @Override
  public Integer call() {
    Audit audit = isStudy() ? ofStudy() : Audit.of(LoadedStudy.cohort(described()));
    if (json) {
      console.json(new Checked(audit.leaks(), audit));
    } else {
      audit.lines().forEach(console.out()::println);
    }
    if (!audit.leaks()) {
      return ExitCode.OK;
    }
    console.say(
        "the data leak or contradict themselves; see the lines on identical images, groups");
    return ExitCode.DATA;
  }

  private boolean isStudy() {
    return data.toString().toLowerCase(Locale.ROOT).matches(".*\\.ya?ml");
  }

  private Audit ofStudy() {
    StudySpec study = StudyFile.read(data, Vocabularies.all(), Overrides.NONE);
    Cohort cohort = LoadedStudy.cohort(study.data());
    return Audit.of(
        cohort, Folds.of(cohort, study.data().splitting(), study.seed(), Audit.of(cohort)));
  }

  private DataSpec described() {
    return new DataSpec(
        data,
        new Columns(image, label, group, part, mask),
        root,
        Map.of(),
        new Splitting(Splitting.Kind.HOLDOUT, 1, 1, 0.2, 0.2),
        new Preparation(List.of(), 0, Resize.STRETCH),
        skipBad,
        false,
        new Phantom(0, 0, 0, 0),
        word(
            TaskKind.class, "--task", task, List.of("classification", "segmentation", "detection")),
        word(Masks.class, "--masks", masks, List.of("binary", "labels", "instances")));
  }

  private <E extends Enum<E>> E word(
      Class<E> type, String option, String word, List<String> known) {
    if (!known.contains(word)) {
      throw new ParameterException(spec.commandLine(), Suggestion.unknown(option, word, known));
    }
    return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
  }
}
