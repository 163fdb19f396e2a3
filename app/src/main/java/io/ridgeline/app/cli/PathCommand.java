package io.ridgeline.app.cli;

import io.ridgeline.data.FeatureColumns;
import io.ridgeline.data.FeatureTable;
import io.ridgeline.data.FeatureTableReader;
import io.ridgeline.describe.Suggestion;
import io.ridgeline.linear.Criterion;
import io.ridgeline.linear.Family;
import io.ridgeline.linear.Penalty;
import io.ridgeline.linear.Recipe;
import io.ridgeline.linear.TargetReading;
import io.ridgeline.metric.ClassificationMetrics;
import io.ridgeline.report.PathReport;
import io.ridgeline.study.PathFile;
import io.ridgeline.study.PathResults;
import io.ridgeline.study.PathStudy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Fits elastic-net paths to a table of numbers, chooses λ, and says what that would score. */
@Command(
    name = "path",
    description = {
      "Fits penalized linear models to a table at every strength of the penalty,",
      "chooses by cross-validation over patients, and scores that choice on patients it did not see."
    },
    footer = {
      "",
      "Examples: ridgeline path risk.csv --target Biopsy --group patient --balance --out risk-path",
      "          ridgeline path wdbc.data --no-header --target 2 --ignore 1 --positive M"
    })
public final class PathCommand implements Callable<Integer> {
  private static final String AUTO = "auto";

  private final Console console;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "FILE", description = "CSV; empty, ?, NA and NaN are missing.")
  private Path file = Path.of("");

  @Option(
      names = "--target",
      required = true,
      paramLabel = "COLUMN",
      description = "What to predict; give it again for further targets, each by itself.")
  private List<String> targets = new ArrayList<>();

  @Option(
      names = "--positive",
      paramLabel = "VALUE",
      description = "The positive one of two classes; default: the larger number or later word.")
  private String positive = "";

  @Option(names = "--group", paramLabel = "COLUMN", description = "Column of the patient.")
  private String group = "";

  @Option(
      names = {"--ignore", "--id"},
      split = ",",
      paramLabel = "COLUMN",
      description = "Columns to leave out, such as identifiers.")
  private List<String> ignored = new ArrayList<>();

  @Option(
      names = "--features",
      split = ",",
      paramLabel = "COLUMN",
      description = "The only columns to use; default: all others.")
  private List<String> features = new ArrayList<>();

  @Option(
      names = "--alpha",
      paramLabel = "A",
      description = "1 lasso, 0 ridge, between: elastic net. Default: ${DEFAULT-VALUE}.")
  private double alpha = 1;

  @Option(
      names = "--family",
      paramLabel = "F",
      description = "auto, linear, logistic or multinomial. Default: ${DEFAULT-VALUE}.")
  private String family = AUTO;

  @Option(
      names = "--folds",
      paramLabel = "K",
      description = "Folds, outer and inner. Default: ${DEFAULT-VALUE}.")
  private int folds = 10;

  @Option(
      names = "--repeats",
      paramLabel = "R",
      description = "How often the outer folds are dealt. Default: ${DEFAULT-VALUE}.")
  private int repeats = 3;

  @Option(names = "--relaxed", description = "Choose among mixtures with refits without penalty.")
  private boolean relaxed;

  @Option(names = "--balance", description = "Give every class the same weight in sum.")
  private boolean balance;

  @Option(names = "--indicators", description = "Add columns that say where values were missing.")
  private boolean indicators;

  @Option(names = "--no-standardize", description = "Penalize coefficients in the columns' units.")
  private boolean unscaled;

  @Option(
      names = "--metric",
      paramLabel = "M",
      description =
          "What λ is chosen by: deviance or a metric of classes. Default: ${DEFAULT-VALUE}.")
  private String metric = Criterion.DEVIANCE;

  @Option(names = "--seed", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}.")
  private long seed = 1;

  @Option(names = "--no-header", description = "The first line is data; columns are 1, 2 ...")
  private boolean headless;

  @Option(
      names = "--columns",
      split = ",",
      paramLabel = "NAME",
      description = "Names of the columns of a file without a header.")
  private List<String> names = new ArrayList<>();

  @Option(names = "--out", paramLabel = "DIR", description = "Folder for report, figures, tables.")
  private @Nullable Path out;

  @Option(names = "--json", description = "Print path.json.")
  private boolean json;

  /** Prints to {@code console}. */
  public PathCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Recipe recipe = recipe();
    TargetReading reading = new TargetReading(family(), positive);
    FeatureTable table =
        FeatureTableReader.read(
            Inputs.existing(file, spec),
            new FeatureColumns(
                targets, group, ignored, features, !headless && names.isEmpty(), names));
    PathResults results =
        PathStudy.run(
            String.valueOf(file.getFileName()),
            table,
            reading,
            recipe,
            repeats,
            seed,
            target -> console.err().println("path of " + target + " ..."));
    if (json) {
      console.out().print(PathFile.json(results));
    } else {
      PathText.lines(results).forEach(console.out()::println);
    }
    if (out != null) {
      Path page = PathReport.write(out, results);
      if (!json) {
        console.out().println("Report: " + page);
      }
    }
    return ExitCode.OK;
  }

  private Recipe recipe() {
    List<String> criteria = new ArrayList<>(List.of(Criterion.DEVIANCE));
    criteria.addAll(ClassificationMetrics.NAMES);
    demand(criteria.contains(metric), Suggestion.unknown("metric", metric, criteria));
    demand(alpha >= 0 && alpha <= 1, "--alpha " + alpha + " is not between 0 and 1");
    demand(folds >= 3 && folds <= 100, "--folds " + folds + " is not between 3 and 100");
    demand(repeats >= 1 && repeats <= 1000, "--repeats " + repeats + " is not between 1 and 1000");
    return new Recipe(
        new Penalty(alpha, !unscaled), balance, relaxed, indicators, folds, Criterion.of(metric));
  }

  private @Nullable Family family() {
    List<String> known = List.of(AUTO, "linear", "logistic", "multinomial");
    demand(known.contains(family), Suggestion.unknown("family", family, known));
    return family.equals(AUTO) ? null : Family.valueOf(family.toUpperCase(Locale.ROOT));
  }

  private void demand(boolean met, String otherwise) {
    if (!met) {
      throw new ParameterException(spec.commandLine(), otherwise);
    }
  }
}
