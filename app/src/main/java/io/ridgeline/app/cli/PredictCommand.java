package io.ridgeline.app.cli;

import io.ridgeline.DataException;
import io.ridgeline.deploy.Predictor;
import io.ridgeline.image.ImageReader;
import io.ridgeline.image.Shown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what a model makes of images, as CSV or JSON. */
@Command(
    name = "predict",
    description = {
      "Prints the class and the probability of every class for each image.",
      "Research use only; not a medical device."
    },
    footer = {"", "Example: ridgeline predict ridgeline-demo/models/cocktail images/ > said.csv"})
public final class PredictCommand implements Callable<Integer> {
  private final Console console;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "MODEL", description = "Folder or zip of a model package.")
  private Path model = Path.of("");

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "INPUT",
      description = "Image files, and folders of them.")
  private List<Path> inputs = List.of();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Option(names = "--skip-bad", description = "Leave images out that cannot be read.")
  private boolean skipBad;

  /** Prints to {@code console}. */
  public PredictCommand(Console console) {
    this.console = console;
  }

  private record Said(String input, String said, Map<String, Double> probabilities) {}

  @Override
  public Integer call() throws IOException {
    Inputs.existing(model, spec);
    List<Path> files = new ArrayList<>();
    for (Path input : inputs) {
      files.addAll(files(Inputs.existing(input, spec)));
    }
    List<Said> rows = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    List<String> classes;
    try (Predictor predictor = Predictor.open(model)) {
      classes = predictor.description().classes();
      for (Path file : files) {
        try {
          double[] p = predictor.predict(ImageReader.read(file));
          Map<String, Double> byClass = new LinkedHashMap<>();
          for (int k = 0; k < p.length; k++) {
            byClass.put(classes.get(k), p[k]);
          }
          rows.add(new Said(Shown.path(file), classes.get(predictor.decide(p)), byClass));
        } catch (DataException e) {
          problems.addAll(e.problems());
        }
      }
    }
    if (!skipBad && !problems.isEmpty()) {
      throw new DataException(
          problems.size()
              + " of "
              + files.size()
              + " images cannot be read; --skip-bad leaves them out",
          problems);
    }
    problems.forEach(problem -> console.say("left out: " + problem));
    if (json) {
      console.json(rows);
    } else {
      csv(classes, rows);
    }
    return ExitCode.OK;
  }

  /** The file itself, or every file below a folder that is not hidden, by name. */
  private static List<Path> files(Path input) throws IOException {
    if (!Files.isDirectory(input)) {
      return List.of(input);
    }
    try (Stream<Path> below = Files.walk(input)) {
      return below
          .filter(Files::isRegularFile)
          .filter(file -> !String.valueOf(file.getFileName()).startsWith("."))
          .sorted()
          .toList();
    }
  }

  private void csv(List<String> classes, List<Said> rows) {
    List<String> header = new ArrayList<>(List.of("input", "class"));
    classes.forEach(name -> header.add("probability " + name));
    line(header);
    for (Said row : rows) {
      List<String> cells = new ArrayList<>(List.of(row.input, row.said));
      row.probabilities.values().forEach(p -> cells.add(String.format(Locale.ROOT, "%.8f", p)));
      line(cells);
    }
  }

  private void line(List<String> cells) {
    console.out().println(String.join(",", cells.stream().map(PredictCommand::quoted).toList()));
  }

  /** RFC 4180. */
  private static String quoted(String cell) {
    boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }
}
