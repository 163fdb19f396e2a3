package io.ridgeline.deploy;

import io.ridgeline.deploy.ModelDescription.Estimate;
import io.ridgeline.deploy.ModelDescription.Provenance;
import io.ridgeline.image.Interpolation;
import io.ridgeline.image.Shown;
import io.ridgeline.trial.Setting;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The page that tells who takes a model over what it is, how well it did and what it is not for.
 *
 * <p>After Mitchell et al. 2019, Model cards for model reporting, FAT*.
 */
public final class ModelCard {
  private ModelCard() {}

  /** The card in Markdown. Names from outside are escaped, so markup in them is inert. */
  public static String text(ModelDescription model) {
    Provenance from = model.provenance();
    StringBuilder b = new StringBuilder();
    b.append("# ").append(escaped(model.name())).append("\n\n");
    b.append(
        "**Research use only; not a medical device.** It must not inform the care of a patient.\n");
    if (from.simulated()) {
      b.append("\n**Trained on simulated images.** Its figures say nothing about real patients.\n");
    }
    section(
        b,
        "What it does",
        "Task: "
            + escaped(model.task())
            + (masks(model) ? ", the class of every pixel" : "")
            + ", one of: "
            + joined(model.classes())
            + ".",
        decision(model),
        "Architecture: " + setting(model.architecture()) + ".",
        input(model.input()));
    section(
        b,
        "Data",
        "Data set: " + orUnknown(from.data()) + ".",
        from.images().isEmpty() ? "Images by part: not recorded." : images(from.images()),
        "Split: " + orUnknown(from.split()) + ", seed " + from.seed() + ".",
        "Content hash: " + orUnknown(from.dataHash()) + ".");
    section(
        b,
        "Regularization",
        from.arm().name().isEmpty() ? "" : "Arm: " + escaped(from.arm().name()) + ".",
        from.arm().methods().isEmpty()
            ? "No regularizer; nothing regularizes that is not listed here."
            : from.arm().methods().stream()
                .map(ModelCard::setting)
                .collect(Collectors.joining("; ", "", ". Nothing else regularizes.")));
    b.append("\n## How well it did\n\n");
    metrics(b, "validation", from.validation());
    metrics(b, "test", from.test());
    if (masks(model)) {
      b.append(
          "Metrics are means over cases; distances are in mm, or in pixels as stored where the files do"
              + " not say how far pixels lie.\n\n");
    }
    b.append(
        "What was chosen (epoch, seed, arm) was chosen on the validation part, so its figures flatter;"
            + " nothing was chosen on the test part.\n");
    section(
        b,
        "Limits",
        "Measured on the data above only. Other scanners, sites, populations and disease"
            + " frequencies were not tested unless the data set holds them.",
        ofSomethingElse(model),
        frequencies(model),
        "No subgroup (age, sex, ethnicity, device) was examined unless a report says so.");
    section(
        b,
        "Where it came from",
        "Study: " + orUnknown(from.study()) + ", specification " + orUnknown(from.specHash()) + ".",
        "Trial: " + orUnknown(from.trial()) + ".",
        "Starting weights: " + (from.start().isEmpty() ? "random" : escaped(from.start())) + ".",
        from.versions().entrySet().stream()
            .map(e -> escaped(e.getKey()) + " " + escaped(e.getValue()))
            .collect(Collectors.joining(", ", "Versions: ", ".")));
    return b.toString();
  }

  private static void section(StringBuilder b, String title, String... lines) {
    b.append("\n## ").append(title).append("\n\n");
    List.of(lines).forEach(line -> b.append("- ").append(line).append('\n'));
  }

  private static boolean masks(ModelDescription model) {
    return model.task().equals("segmentation");
  }

  private static String ofSomethingElse(ModelDescription model) {
    return switch (model.task()) {
      case "segmentation" ->
          "An image of something else still gets a mask: the model cannot say that it does not know.";
      case "detection" ->
          "In an image of something else objects may still be found: the model cannot say that it does"
              + " not know.";
      default ->
          "An image of something else still gets probabilities: the model cannot say that it does not"
              + " know.";
    };
  }

  private static String frequencies(ModelDescription model) {
    return switch (model.task()) {
      case "segmentation" ->
          "How large a mask is and whether there is one follows the training data: structures rarer"
              + " there are missed more often.";
      case "detection" ->
          "Scores order what was found; they are no probabilities. Objects rarer or smaller in the"
              + " training data are missed more often.";
      default -> "Probabilities are those of the class frequencies in the training data.";
    };
  }

  private static String decision(ModelDescription model) {
    Double threshold = model.threshold();
    if (masks(model)) {
      return "Decision: the most probable class of each pixel.";
    }
    if (model.task().equals("detection")) {
      return "Decision: boxes with a score above .05, without those that overlap a surer one of"
          + " their class by more than one half; of a class the 100 surest.";
    }
    return threshold == null
        ? "Decision: the most probable class."
        : String.format(
            Locale.ROOT,
            "Decision: %s from a probability of %s.",
            escaped(model.classes().get(1)),
            number(threshold));
  }

  private static String input(ModelDescription.Input in) {
    String size =
        (in.depth() > 1 ? in.depth() + " x " : "") + in.height() + " x " + in.width() + " pixels";
    String channels = in.channels() == 1 ? "grey" : in.channels() + " channels";
    return "Input: "
        + (in.patch() ? "patches of " : "")
        + size
        + ", "
        + channels
        + (in.spacing().isEmpty() ? "" : ", brought to " + in.spacing() + " mm between pixels")
        + (in.patch()
            ? "; images of any size are seen patch by patch, overlapping"
            : "; other sizes are resized (" + in.resize().name().toLowerCase(Locale.ROOT) + ")")
        + (in.interpolation() == Interpolation.LINEAR ? "" : "; resampled by cubic interpolation")
        + "; intensity "
        + in.intensity().text()
        + "; scaled by mean "
        + in.mean()
        + ", deviation "
        + in.std()
        + ".";
  }

  private static String images(Map<String, Integer> images) {
    return images.entrySet().stream()
        .map(e -> e.getValue() + " " + escaped(e.getKey()))
        .collect(Collectors.joining(", ", "Images by part: ", "."));
  }

  private static void metrics(StringBuilder b, String part, Map<String, Estimate> metrics) {
    if (metrics.isEmpty()) {
      b.append("No figures on the ").append(part).append(" part were recorded.\n\n");
      return;
    }
    b.append("| ").append(part).append(" | value | 95 % interval |\n|---|---|---|\n");
    metrics.forEach(
        (name, e) -> {
          Double value = e.value();
          Double low = e.low();
          Double high = e.high();
          b.append("| ").append(escaped(name)).append(" | ");
          b.append(value == null ? "undefined" : number(value)).append(" | ");
          b.append(low == null || high == null ? "none" : number(low) + " to " + number(high));
          b.append(" |\n");
        });
    b.append('\n');
  }

  private static String setting(Setting setting) {
    return escaped(
        setting.values().isEmpty() ? setting.name() : setting.name() + " " + setting.values());
  }

  private static String joined(List<String> names) {
    return names.stream().map(ModelCard::escaped).collect(Collectors.joining(", "));
  }

  private static String orUnknown(String text) {
    return text.isEmpty() ? "not recorded" : escaped(text);
  }

  private static String number(double v) {
    return String.format(Locale.ROOT, "%.4f", v);
  }

  private static String escaped(String text) {
    StringBuilder b = new StringBuilder();
    for (char c : Shown.text(text).toCharArray()) {
      switch (c) {
        case '&' -> b.append("&amp;");
        case '<' -> b.append("&lt;");
        case '>' -> b.append("&gt;");
        case '\\', '`', '*', '_', '[', ']', '|', '#', '!', '~' -> b.append('\\').append(c);
        default -> b.append(c);
      }
    }
    return b.toString();
  }
}
