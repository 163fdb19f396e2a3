package io.ridgeline.app.cli;

import io.ridgeline.deploy.ModelDescription;
import io.ridgeline.deploy.ModelPackage;
import io.ridgeline.describe.Suggestion;
import io.ridgeline.study.StudyPlan;
import io.ridgeline.study.StudySpec;
import io.ridgeline.trial.Arm;
import io.ridgeline.trial.TrialOutcome;
import io.ridgeline.trial.TrialRecord;
import io.ridgeline.trial.TrialSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Trains one model by one arm's recipe and keeps it as a package. */
@Command(
    name = "train",
    description = "Trains one model as an arm of a study file says, on the study's first split.",
    footer = {"", "Example: ridgeline train my-study.yaml --arm cocktail --out my-model"})
public final class TrainCommand implements Callable<Integer> {
  private final Console console;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private StudyFileOptions options = new StudyFileOptions();

  @Option(names = "--arm", required = true, paramLabel = "NAME", description = "The arm.")
  private String arm = "";

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "The package's folder; default: ridgeline-out/, the study's and the arm's name.")
  private @Nullable Path out;

  @Option(names = "--json", description = "Print the model's description as JSON.")
  private boolean json;

  /** Prints to {@code console}. */
  public TrainCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    StudySpec study = options.read();
    List<String> names = study.arms().stream().map(Arm::name).toList();
    if (!names.contains(arm)) {
      throw new ParameterException(spec.commandLine(), Suggestion.unknown("arm", arm, names));
    }
    Path target =
        out == null
            ? Path.of("ridgeline-out", Names.file(study.name()) + "-" + Names.file(arm))
            : out;
    if (Files.exists(target)) {
      throw new ParameterException(
          spec.commandLine(), target + " exists already; give another folder with --out");
    }
    LoadedStudy loaded = LoadedStudy.of(study);
    if (study.tuning() != null) {
      console.say("the study is tuned, which train is not: it takes the study file's own values");
    }
    String split = loaded.splits().get(0).name();
    TrialSpec trial =
        StudyPlan.trials(study, List.of(split), loaded.hash(), loaded.startHash()).stream()
            .filter(t -> t.arm().name().equals(arm))
            .findFirst()
            .orElseThrow();
    return Interruptible.run(() -> train(loaded, trial, target));
  }

  private int train(LoadedStudy loaded, TrialSpec trial, Path target) throws IOException {
    ProgressLines progress = new ProgressLines(console);
    Path folder = Files.createTempDirectory("ridgeline-train-");
    try {
      TrialRecord record =
          loaded
              .runner()
              .run(trial, folder, (epoch, epochs) -> progress.epoch(trial, epoch, epochs));
      progress.end();
      if (record.outcome() instanceof TrialOutcome.Completed) {
        ModelPackage trained = ModelPackage.read(folder.resolve("model"));
        trained.write(target);
        print(trained.model(), target);
        return ExitCode.OK;
      }
      console.say("the training did not complete: " + record.outcome());
      return ExitCode.FAILED_TRIALS;
    } catch (InterruptedException e) {
      progress.end();
      console.say("interrupted; nothing is kept");
      return ExitCode.INTERRUPTED;
    } finally {
      Inputs.delete(folder);
    }
  }

  private void print(ModelDescription model, Path target) {
    if (json) {
      console.json(model);
      return;
    }
    print("validation", model.provenance().validation());
    print("test", model.provenance().test());
    console.out().println("Model: " + target);
  }

  private void print(String part, Map<String, ModelDescription.Estimate> metrics) {
    metrics.forEach(
        (name, estimate) ->
            console
                .out()
                .printf(
                    Locale.ROOT,
                    "%-10s  %-26s %s%n",
                    part,
                    name,
                    estimate.value() == null
                        ? "undefined"
                        : String.format(Locale.ROOT, "%.4f", estimate.value())));
  }
}
