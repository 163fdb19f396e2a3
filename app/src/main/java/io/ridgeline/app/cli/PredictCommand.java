package io.ridgeline.app.cli;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.ridgeline.DataException;
import io.ridgeline.data.Box;
import io.ridgeline.deploy.Predictor;
import io.ridgeline.image.Image;
import io.ridgeline.image.ImageReader;
import io.ridgeline.image.Shown;
import io.ridgeline.metric.ScoredBox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what a model makes of images, as CSV or JSON. */
@Command(
    name = "predict",
    description = {
      "Prints the class and the probability of every class for each image;",
      "of a model that draws masks, writes the masks and prints the size of each class;",
      "of a model that finds objects, prints the class, score and box of each.",
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

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder for masks. Default: ${DEFAULT-VALUE}.")
  private Path out = Path.of("masks");

  @Option(
      names = "--score",
      paramLabel = "S",
      description = "Of objects, those that are at least as sure. Default: ${DEFAULT-VALUE}.")
  private double score = 0.25;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Option(names = "--skip-bad", description = "Leave images out that cannot be used.")
  private boolean skipBad;

  /** Prints to {@code console}. */
  public PredictCommand(Console console) {
    this.console = console;
  }

  private record Said(String input, String said, Map<String, Double> probabilities) {}

  private record Drawn(
      String input, String mask, Map<String, Long> pixels, Map<String, Double> size) {}

  private record Found(String input, List<FoundObject> objects) {}

  private record FoundObject(
      @JsonProperty("class") String label,
      double score,
      double left,
      double top,
      double right,
      double bottom) {}

  /** What one file gave. */
  @FunctionalInterface
  private interface Answer<T> {
    T of(Predictor predictor, Path file);
  }

  @Override
  public Integer call() throws IOException {
    Inputs.existing(model, spec);
    Map<Path, String> files = new LinkedHashMap<>();
    for (Path input : inputs) {
      files(Inputs.existing(input, spec)).forEach(file -> files.put(file, below(input, file)));
    }
    try (Predictor predictor = Predictor.open(model)) {
      List<String> classes = predictor.description().classes();
      switch (predictor.description().task()) {
        case "segmentation" -> {
          refuseClashes(files);
          print(
              answers(predictor, files, (p, file) -> drawn(p, file, files.get(file))),
              drawn -> masksCsv(classes, drawn));
        }
        case "detection" -> print(answers(predictor, files, this::found), this::boxesCsv);
        default ->
            print(answers(predictor, files, PredictCommand::said), said -> csv(classes, said));
      }
    }
    return ExitCode.OK;
  }

  private <T> void print(List<T> answers, Consumer<List<T>> csv) {
    if (json) {
      console.json(answers);
    } else {
      csv.accept(answers);
    }
  }

  private <T> List<T> answers(Predictor predictor, Map<Path, String> files, Answer<T> answer) {
    List<T> rows = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (Path file : files.keySet()) {
      try {
        rows.add(answer.of(predictor, file));
      } catch (DataException e) {
        problems.addAll(e.problems());
      }
    }
    if (!skipBad && !problems.isEmpty()) {
      throw new DataException(
          problems.size()
              + " of "
              + files.size()
              + " images cannot be used; --skip-bad leaves them out",
          problems);
    }
    problems.forEach(problem -> console.say("left out: " + problem));
    return rows;
  }

  private static Said said(Predictor predictor, Path file) {
    List<String> classes = predictor.description().classes();
    Image image = ImageReader.read(file);
    refuse(predictor, image, file);
    double[] p = predictor.predict(image);
    Map<String, Double> byClass = new LinkedHashMap<>();
    for (int k = 0; k < p.length; k++) {
      byClass.put(classes.get(k), p[k]);
    }
    return new Said(Shown.path(file), classes.get(predictor.decide(p)), byClass);
  }

  private Found found(Predictor predictor, Path file) {
    List<String> classes = predictor.description().classes();
    Image image = ImageReader.read(file);
    refuse(predictor, image, file);
    List<FoundObject> objects = new ArrayList<>();
    for (ScoredBox found : predictor.detect(image)) {
      if (found.score() < score) {
        continue;
      }
      Box box = found.box();
      objects.add(
          new FoundObject(
              classes.get(found.label()),
              found.score(),
              box.left(),
              box.top(),
              box.right(),
              box.bottom()));
    }
    return new Found(Shown.path(file), objects);
  }

  static void refuse(Predictor predictor, Image image, Path file) {
    predictor
        .refuses(image)
        .ifPresent(
            why -> {
              throw new DataException(Shown.path(file) + ": " + why);
            });
  }

  private Drawn drawn(Predictor predictor, Path file, @Nullable String name) {
    MaskFile mask = MaskFile.draw(predictor, file, stem(Objects.requireNonNull(name)));
    return new Drawn(Shown.path(file), Shown.path(mask.path()), mask.pixels(), mask.sizes());
  }

  /** The path of a mask, less its ending. */
  private String stem(String name) {
    return out.resolve(MaskFile.stem(name)).toString();
  }

  /** The file's path below the input that named it. */
  private static String below(Path input, Path file) {
    Path within = Files.isDirectory(input) ? input.relativize(file) : file.getFileName();
    return String.valueOf(within).replace('\\', '/');
  }

  /** No mask may take the place of another one, or of an image. */
  private void refuseClashes(Map<Path, String> files) throws IOException {
    Set<Path> images = new HashSet<>();
    for (Path file : files.keySet()) {
      images.add(file.toRealPath());
    }
    for (String name : files.values()) {
      for (String ending : MaskFile.ENDINGS) {
        Path mask = Path.of(stem(name) + ending);
        if (Files.exists(mask) && images.contains(mask.toRealPath())) {
          throw new ParameterException(
              spec.commandLine(),
              Shown.path(mask)
                  + " is one of the images: its mask would be written over it; give another folder"
                  + " with --out");
        }
      }
    }
    Map<String, Path> taken = new LinkedHashMap<>();
    files.forEach(
        (file, name) -> {
          Path first = taken.putIfAbsent(MaskFile.stem(name), file);
          if (first != null) {
            throw new DataException(
                Shown.path(first)
                    + " and "
                    + Shown.path(file)
                    + " would get masks of one name; give the folder above both, or one at a time");
          }
        });
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

  private void masksCsv(List<String> classes, List<Drawn> rows) {
    List<String> foreground = classes.subList(1, classes.size());
    List<String> header = new ArrayList<>(List.of("input", "mask"));
    foreground.forEach(name -> header.add("pixels " + name));
    foreground.forEach(name -> header.add("size " + name));
    line(header);
    for (Drawn row : rows) {
      List<String> cells = new ArrayList<>(List.of(row.input, row.mask));
      foreground.forEach(name -> cells.add(String.valueOf(row.pixels.get(name))));
      foreground.forEach(
          name -> {
            Double size = row.size.get(name);
            cells.add(size == null ? "" : String.format(Locale.ROOT, "%.3f", size));
          });
      line(cells);
    }
  }

  private void boxesCsv(List<Found> rows) {
    line(List.of("input", "class", "score", "left", "top", "right", "bottom"));
    for (Found row : rows) {
      if (row.objects.isEmpty()) {
        line(List.of(row.input, "", "", "", "", "", ""));
      }
      for (FoundObject o : row.objects) {
        List<String> cells = new ArrayList<>(List.of(row.input, o.label));
        cells.add(String.format(Locale.ROOT, "%.6f", o.score));
        for (double edge : new double[] {o.left, o.top, o.right, o.bottom}) {
          cells.add(String.format(Locale.ROOT, "%.2f", edge));
        }
        line(cells);
      }
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
