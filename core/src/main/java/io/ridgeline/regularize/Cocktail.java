package io.ridgeline.regularize;

import io.ridgeline.StudyFileException;
import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Parameter;
import io.ridgeline.describe.Streams;
import io.ridgeline.describe.Suggestion;
import io.ridgeline.describe.TaskKind;
import io.ridgeline.trial.Setting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * A space of arms that combine several methods: one choice a slot, with values from the methods'
 * own search ranges.
 *
 * @param name in study files, as {@code cocktail: NAME}
 * @param summary what it combines, in one sentence
 * @param paper where it was published, or an empty string
 * @param slots what is combined
 */
public record Cocktail(String name, String summary, String paper, List<Slot> slots) {
  /**
   * One of several methods, or of several small lists of methods, or none.
   *
   * @param choices each a list of names; the first one is what draw 0 takes
   */
  public record Slot(List<List<String>> choices) {
    private List<List<String>> fitting(TaskKind task) {
      return choices.stream()
          .filter(c -> c.stream().allMatch(m -> Catalog.descriptor(m).tasks().contains(task)))
          .toList();
    }
  }

  /** Every cocktail. */
  public static final List<Cocktail> ALL =
      List.of(
          new Cocktail(
              "small-data",
              "Weight decay, dropout, one augmentation policy, label smoothing and averaging.",
              "",
              List.of(
                  optional("weight-decay"),
                  optional("dropout"),
                  new Slot(
                      List.of(
                          List.of("flip", "affine"),
                          List.of("flip", "affine", "intensity"),
                          List.of("trivial-augment"),
                          List.of("rand-augment"))),
                  optional("label-smoothing"),
                  optional("ema"))),
          new Cocktail(
              "kadra",
              "The part of the search space of well-tuned simple nets that acts on a given network:"
                  + " at most one of mixup, CutMix, cutout and"
                  + " FGSM, beside weight decay, dropout, averaging or snapshots, lookahead and ShakeDrop.",
              "Kadra et al. 2021, NeurIPS 34",
              List.of(
                  optional("weight-decay"),
                  optional("dropout"),
                  new Slot(List.of(List.of("swa"), List.of("snapshot-ensemble"), List.of())),
                  optional("lookahead"),
                  optional("shake-drop"),
                  new Slot(
                      List.of(
                          List.of("mixup"),
                          List.of("cut-mix"),
                          List.of("random-erasing"),
                          List.of("fgsm"),
                          List.of())))));

  private static Slot optional(String method) {
    return new Slot(List.of(List.of(method), List.of()));
  }

  /**
   * The cocktail with this name.
   *
   * @throws StudyFileException listing the known ones if there is none
   */
  public static Cocktail named(String name) {
    return ALL.stream()
        .filter(c -> c.name.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new StudyFileException(
                    Suggestion.unknown(
                        "cocktail", name, ALL.stream().map(Cocktail::name).toList())));
  }

  /**
   * One arm of the space, of the methods that are defined for a task.
   *
   * @param draw 0 for every slot's first choice at its defaults; any other number for choices and
   *     values at random, always the same ones for a number
   */
  public List<Setting> draw(int draw, TaskKind task) {
    RandomGenerator random = Streams.random(Streams.seed(draw, "cocktail", name));
    List<Setting> methods = new ArrayList<>();
    for (Slot slot : slots) {
      List<List<String>> choices = slot.fitting(task);
      if (choices.isEmpty()) {
        continue;
      }
      int choice = draw == 0 ? 0 : random.nextInt(choices.size());
      for (String method : choices.get(choice)) {
        methods.add(setting(method, draw == 0, random));
      }
    }
    return methods;
  }

  private static Setting setting(String method, boolean defaults, RandomGenerator random) {
    Descriptor declared = Catalog.descriptor(method);
    Map<String, Object> values = new LinkedHashMap<>(declared.defaults());
    if (!defaults) {
      for (Parameter p : declared.parameters()) {
        if (!p.search().isEmpty()) {
          values.put(p.name(), p.searched(random.nextDouble()));
        }
      }
    }
    return new Setting(method, values);
  }
}
