package io.ridgeline.study;

import io.ridgeline.StudyFileException;
import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.TaskKind;
import io.ridgeline.trial.Arm;
import io.ridgeline.trial.Setting;
import io.ridgeline.trial.TrainingSpec;
import io.ridgeline.tune.Tuning;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** The study file: YAML, read strictly, every problem reported with its line and column. */
public final class StudyFile {
  static final String LEARNING_CURVE = "learningCurve";
  static final List<String> KEYS =
      List.of(
          "study",
          "task",
          "data",
          "model",
          "training",
          "seeds",
          "seed",
          "threads",
          "metric",
          "baseline",
          "tuning",
          LEARNING_CURVE,
          "arms");
  static final List<String> TRAINING_KEYS =
      List.of("optimizer", "learningRate", "schedule", "loss", "batch", "epochs", "start");
  static final List<String> REQUIRED = List.of("study", "task", "data", "model", "arms");
  static final String DEFAULT_OPTIMIZER = "adam";
  static final String DEFAULT_SCHEDULE = "one-cycle";

  private final Vocabulary vocabulary;
  private final Problems problems;

  private StudyFile(Vocabulary vocabulary, Problems problems) {
    this.vocabulary = vocabulary;
    this.problems = problems;
  }

  /**
   * The study that {@code file} describes. Paths in it start from its own folder.
   *
   * @throws StudyFileException naming every problem with its line and column
   */
  public static StudySpec read(Path file, Vocabulary vocabulary, Overrides overrides) {
    Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
    return parse(text(file), file.toString(), folder, vocabulary, overrides);
  }

  /** The whole text of a file, which must be there and UTF-8. */
  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new StudyFileException(file + ": there is no such file");
    } catch (CharacterCodingException e) {
      throw new StudyFileException(file + ": this is not UTF-8 text");
    } catch (IOException e) {
      throw new StudyFileException(file + ": cannot be read: " + e.getMessage());
    }
  }

  /**
   * The study that {@code text} describes.
   *
   * @param name of the text in messages
   * @param folder that paths in it start from
   * @throws StudyFileException naming every problem with its line and column
   */
  public static StudySpec parse(
      String text, String name, Path folder, Vocabulary vocabulary, Overrides overrides) {
    MappingNode root =
        Tree.parse(text, name, "a study file holds keys and values, such as study: my-study");
    Problems problems = new Problems(name);
    Tree.override(root, overrides, problems);
    StudySpec spec = new StudyFile(vocabulary, problems).study(root, folder);
    problems.check();
    return spec;
  }

  private StudySpec study(MappingNode root, Path folder) {
    Section file = Section.of("", root, "study: my-study", problems).known(KEYS);
    REQUIRED.forEach(file::require);
    problems.check();
    TaskKind task = task(file);
    SettingReader settings = new SettingReader(task, problems);
    Section training = training(file);
    Numbers.Study numbers = file.numbers(Numbers.Study.class);
    TrainingSpec fit = training(training, settings);
    Node budget = file.value("tuning");
    Tuning tuning =
        budget == null ? null : new TuningReader(problems).read(budget, fit.learningRate());
    ArmsReader reader = new ArmsReader(vocabulary, settings, tuning != null, problems);
    List<Arm> arms = reader.read(file.node("arms"));
    return new StudySpec(
        file.text("study", ""),
        task,
        new DataReader(folder, task, problems).read(file.node("data")),
        settings.read(file.node("model"), "model", vocabulary.models()),
        fit,
        training.place("start", folder),
        numbers.seeds(),
        numbers.seed(),
        word(file, "metric", vocabulary.metrics(), task),
        baseline(file, arms),
        numbers.threads(),
        arms,
        tuning,
        reader.searched(),
        learningCurve(file));
  }

  private List<Double> learningCurve(Section file) {
    Node node = file.value(LEARNING_CURVE);
    if (node == null) {
      return List.of();
    }
    List<Double> shares = new ArrayList<>();
    try {
      for (Node share : node instanceof SequenceNode list ? list.getValue() : List.<Node>of()) {
        shares.add(Scalars.real(share));
      }
    } catch (NumberFormatException e) {
      shares.clear();
    }
    boolean rising = !shares.isEmpty() && shares.get(0) > 0;
    for (int i = 0; i < shares.size(); i++) {
      rising &= shares.get(i) < (i + 1 < shares.size() ? shares.get(i + 1) : 1);
    }
    if (!rising) {
      problems.at(
          node,
          LEARNING_CURVE
              + " = "
              + Scalars.raw(node)
              + " is not valid; give rising shares of the training part between 0 and 1, such as"
              + " [0.1, 0.2, 0.4, 0.7]");
    }
    return shares;
  }

  private static TaskKind task(Section file) {
    List<String> words =
        Arrays.stream(TaskKind.values()).map(t -> t.name().toLowerCase(Locale.ROOT)).toList();
    return TaskKind.valueOf(file.word("task", words, words.get(0)).toUpperCase(Locale.ROOT));
  }

  private Section training(Section file) {
    Node node = file.value("training");
    return node == null
        ? Section.of("training", file.keyNode("training"), List.of(), problems)
        : Section.of("training", node, "{epochs: 40}", problems).known(TRAINING_KEYS);
  }

  private TrainingSpec training(Section training, SettingReader settings) {
    Numbers.Training numbers = training.numbers(Numbers.Training.class);
    return new TrainingSpec(
        setting(training, "optimizer", DEFAULT_OPTIMIZER, vocabulary.optimizers(), settings),
        numbers.learningRate(),
        setting(training, "schedule", DEFAULT_SCHEDULE, vocabulary.schedules(), settings),
        word(training, "loss", vocabulary.losses(), settings.task()),
        numbers.batch(),
        numbers.epochs());
  }

  /** One of a task's words; the first of them where none is given. */
  private String word(
      Section section, String key, Map<TaskKind, List<String>> byTask, TaskKind task) {
    List<String> fitting = byTask.getOrDefault(task, List.of());
    String usual = fitting.isEmpty() ? "" : fitting.get(0);
    String word = section.text(key, usual);
    boolean ofAnotherTask =
        !fitting.contains(word) && byTask.values().stream().anyMatch(words -> words.contains(word));
    if (ofAnotherTask) {
      problems.at(
          section.node(key),
          word
              + " is not defined for "
              + task.name().toLowerCase(Locale.ROOT)
              + "; give "
              + String.join(", ", fitting));
      return usual;
    }
    return section.word(key, fitting, usual);
  }

  private static Setting setting(
      Section training,
      String key,
      String otherwise,
      Map<String, Descriptor> known,
      SettingReader settings) {
    Node node = training.value(key);
    return settings.read(node == null ? Tree.text(otherwise) : node, key, known);
  }

  private String baseline(Section file, List<Arm> arms) {
    List<String> names = arms.stream().map(Arm::name).toList();
    if (file.has("baseline")) {
      return file.word("baseline", names, "");
    }
    if (names.contains("none") || names.isEmpty()) {
      return "none";
    }
    List<String> plain =
        arms.stream().filter(arm -> arm.methods().isEmpty()).map(Arm::name).toList();
    if (plain.size() != 1 && names.size() > 1) {
      problems.at(
          file.keyNode("arms"),
          "no arm is called none; say which arm the others are compared with, such as baseline: "
              + names.get(0));
    }
    return plain.size() == 1 ? plain.get(0) : names.get(0);
  }
}
