package io.ridgeline.study;

import io.ridgeline.describe.Suggestion;
import io.ridgeline.trial.Arm;
import io.ridgeline.trial.Setting;
import io.ridgeline.tune.Dimension;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads the arms of a study file: a name each, with a list of methods. */
final class ArmsReader {
  /** Arms become folder names and parts of dotted paths. */
  static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_+-]{0,63}");

  static final List<String> COCKTAIL_KEYS = List.of("cocktail", "draw");

  private final Vocabulary vocabulary;
  private final SettingReader settings;
  private final boolean tuned;
  private final Problems problems;
  private final Map<String, List<Dimension>> searched = new LinkedHashMap<>();

  /** A reader; {@code tuned} says whether the study has a budget to search values with. */
  ArmsReader(Vocabulary vocabulary, SettingReader settings, boolean tuned, Problems problems) {
    this.vocabulary = vocabulary;
    this.settings = settings;
    this.tuned = tuned;
    this.problems = problems;
  }

  /** By arm, what is searched, in the order of the file. */
  Map<String, List<Dimension>> searched() {
    return searched;
  }

  List<Arm> read(Node node) {
    Section section = Section.of("arms", node, "{none: [], l1: [{l1: {}}]}", problems);
    List<Arm> arms = new ArrayList<>();
    Set<String> lowerCase = new HashSet<>();
    for (NodeTuple entry : section.entries().values()) {
      String name = Scalars.raw(entry.getKeyNode());
      if (!NAME.matcher(name).matches()) {
        problems.at(
            entry.getKeyNode(),
            "an arm's name becomes a folder: give 1 to 64 letters, digits, '-', '_' or '+',"
                + " starting with a letter or digit");
      }
      if (!lowerCase.add(name.toLowerCase(Locale.ROOT))) {
        problems.at(entry.getKeyNode(), "another arm's name differs from this only in case");
      }
      arms.add(new Arm(name, methods(name, entry)));
    }
    if (arms.isEmpty()) {
      problems.at(node, "there are no arms; give at least none: []");
    }
    return arms;
  }

  private List<Setting> methods(String arm, NodeTuple entry) {
    if (!(entry.getValueNode() instanceof SequenceNode list)) {
      problems.at(
          entry.getValueNode(),
          "arm " + arm + " must be a list of methods, such as [{l1: {}}, dropout], or [] for none");
      return List.of();
    }
    List<Setting> methods = new ArrayList<>();
    Set<String> names = new HashSet<>();
    List<Dimension> dimensions = new ArrayList<>();
    boolean complete = true;
    for (Node item : list.getValue()) {
      for (Setting method : methods(item, settings.searching(dimensions))) {
        complete &= !method.equals(SettingReader.NONE);
        if (!method.equals(SettingReader.NONE) && !names.add(method.name())) {
          problems.at(item, "arm " + arm + " lists " + method.name() + " twice");
        }
        methods.add(method);
      }
    }
    if (!dimensions.isEmpty()) {
      searched.put(arm, dimensions);
      if (!tuned) {
        problems.at(
            entry.getKeyNode(),
            "arm "
                + arm
                + " is to be tuned, but the study has no budget for it; add tuning: {trials: 12}");
      }
    }
    if (complete) {
      vocabulary
          .conflicts()
          .apply(List.copyOf(methods))
          .ifPresent(why -> problems.at(entry.getKeyNode(), "arm " + arm + ": " + why));
    }
    return methods;
  }

  /** One method, or those of a cocktail: {@code {cocktail: small-data, draw: 3}}. */
  private List<Setting> methods(Node item, SettingReader reader) {
    boolean cocktail =
        item instanceof MappingNode mapping
            && mapping.getValue().stream()
                .anyMatch(e -> Scalars.raw(e.getKeyNode()).equals("cocktail"));
    if (!cocktail) {
      return List.of(reader.read(item, "method", vocabulary.methods()));
    }
    Section section =
        Section.of("cocktail", item, "{cocktail: small-data, draw: 1}", problems)
            .known(COCKTAIL_KEYS);
    String name = section.text("cocktail", "");
    Vocabulary.Draws draws = vocabulary.cocktails().get(name);
    if (draws == null) {
      problems.at(
          section.node("cocktail"),
          Suggestion.unknown("cocktail", name, vocabulary.cocktails().keySet()));
      return List.of(SettingReader.NONE);
    }
    return draws.of(section.numbers(Numbers.Cocktail.class).draw(), settings.task());
  }
}
