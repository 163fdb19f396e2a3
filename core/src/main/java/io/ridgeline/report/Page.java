package io.ridgeline.report;

import io.ridgeline.describe.TaskKind;
import io.ridgeline.report.html.Element;
import io.ridgeline.report.svg.Theme;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The whole page: head, stamps, contents and sections. */
final class Page {
  private Page() {}

  /** A whole page that needs nothing beside itself. */
  static String of(String title, Object... content) {
    String css = Theme.properties() + resource("page.css") + Theme.figures();
    String script = resource("page.js");
    Element head =
        Element.of(
            "head",
            Element.of("meta").set("charset", "utf-8"),
            Element.of("meta")
                .set("http-equiv", "Content-Security-Policy")
                .set("content", policy(css, script)),
            Element.of("meta")
                .set("name", "viewport")
                .set("content", "width=device-width, initial-scale=1"),
            Element.of("meta").set("name", "color-scheme").set("content", "light dark"),
            Element.of("title", title),
            Element.of("style", css));
    Element body =
        Element.of("body", content)
            .add(
                Element.of(
                    "footer",
                    Element.of(
                        "p", "Made with Ridgeline. Research use only; not a medical device.")),
                Element.of("script", script));
    return "<!DOCTYPE html>\n" + Element.of("html", head, body).set("lang", "en") + "\n";
  }

  static String of(Context context) {
    List<Element> sections =
        List.of(
            Context.section(
                "answer",
                "1. The answer",
                Answer.of(context.results(), context.input().running()).stream()
                    .map(p -> Element.of("p", p))
                    .toList()),
            DecisionSection.of(context),
            EffectSection.of(context),
            CurvesSection.of(context),
            predictions(context).add(RobustnessSection.of(context).toArray()),
            WeightSection.of(context),
            CostSection.of(context),
            ComplaintSection.of(context),
            DataSection.of(context),
            MethodSection.of(context),
            ReproductionSection.of(context),
            LimitSection.of(context));
    return of(
        context.results().study() + " – Ridgeline report",
        Element.of("header", Element.of("h1", context.results().study()), subtitle(context)),
        stamps(context),
        contents(context),
        ArmFilter.of(context),
        Element.of("main", sections));
  }

  private static Element predictions(Context context) {
    return switch (context.task()) {
      case CLASSIFICATION -> PredictionSection.of(context);
      case SEGMENTATION -> MaskSection.of(context);
      case DETECTION -> DetectionSection.of(context);
    };
  }

  private static Element subtitle(Context context) {
    int trials = context.arms().stream().mapToInt(a -> a.trials()).sum();
    return Element.of(
            "p",
            context.results().task()
                + " · "
                + context.arms().size()
                + " arms · "
                + trials
                + " trials · decided by "
                + context.metric()
                + " · classes: "
                + String.join(", ", context.results().classes()))
        .set("class", "subtitle");
  }

  private static List<Element> stamps(Context context) {
    List<String> stamps = new ArrayList<>();
    if (context.results().simulated()) {
      stamps.add("SIMULATED DATA – these images come from a simulation, not from patients.");
    }
    if (context.input().data().leakageAllowed()) {
      stamps.add(
          "LEAKAGE ALLOWED – duplicates or groups across train, validation and test were accepted.");
    }
    if (context.input().running()) {
      stamps.add("UNFINISHED – trials are still to come; every number may change.");
    }
    return stamps.stream().map(s -> Element.of("p", s).set("class", "stamp")).toList();
  }

  private static Element contents(Context context) {
    String[][] links = {
      {"answer", "Answer"},
      {"decision", "Decision table"},
      {"effects", "Differences"},
      {"overfitting", "Overfitting"},
      {"predictions", predicted(context.task())},
      {"weights", "Weights"},
      {"cost", "Cost"},
      {"complaints", "The old complaints"},
      {"data", "Data sheet"},
      {"methods", "Methods"},
      {"reproducibility", "Reproducibility"},
      {"limits", "Limits"}
    };
    Element list = Element.of("ol");
    for (String[] link : links) {
      list.add(Element.of("li", Element.of("a", link[1]).set("href", "#" + link[0])));
    }
    return Element.of("nav", list).set("aria-label", "Contents");
  }

  private static String predicted(TaskKind task) {
    return switch (task) {
      case CLASSIFICATION -> "Discrimination and calibration";
      case SEGMENTATION -> "Masks";
      case DETECTION -> "Boxes";
    };
  }

  /** Nothing may be fetched, and only our own style sheet and script may act. */
  private static String policy(String css, String script) {
    return "default-src 'none'; img-src data:; style-src 'sha256-"
        + hash(css)
        + "'; script-src 'sha256-"
        + hash(script)
        + "'; base-uri 'none'; form-action 'none'";
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String resource(String name) {
    try (InputStream in = Page.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
