package io.ridgeline.report;

import static io.ridgeline.report.html.Numbers.fixed;

import io.ridgeline.data.Box;
import io.ridgeline.data.LabelledBox;
import io.ridgeline.metric.MatchedImage;
import io.ridgeline.metric.ScoredBox;
import io.ridgeline.report.csv.Table;
import io.ridgeline.report.svg.BoxFigure;
import io.ridgeline.report.svg.BoxFigure.Frame;
import io.ridgeline.report.svg.Figure;
import io.ridgeline.report.svg.Panel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Test images to be looked at, with what is there, what was found and what was missed. */
final class BoxGallery {
  private final List<BoxPicture> pictures;
  private final List<String> classes;
  private final List<String> letters;

  /**
   * @param pictures one at least
   * @param classes their names in label order
   */
  BoxGallery(List<BoxPicture> pictures, List<String> classes) {
    this.pictures = pictures;
    this.classes = classes;
    this.letters = letters(classes);
  }

  /** The first letters of the names, as many as tell them apart, the first of them a capital. */
  static List<String> letters(List<String> names) {
    int longest = names.stream().mapToInt(String::length).max().orElse(0);
    for (int n = 1; n < longest; n++) {
      int length = n;
      List<String> cut =
          names.stream().map(s -> capital(s.substring(0, Math.min(length, s.length())))).toList();
      if (cut.stream().distinct().count() == names.size()) {
        return cut;
      }
    }
    return names.stream().map(BoxGallery::capital).toList();
  }

  private static String capital(String word) {
    return word.isEmpty()
        ? word
        : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }

  Figure figure() {
    List<Panel> panels = new ArrayList<>();
    List<List<Object>> data = new ArrayList<>();
    for (BoxPicture picture : pictures) {
      panels.add(panel(picture));
      MatchedImage boxes = picture.boxes();
      boxes.found().forEach(o -> data.add(row(picture, "found", o)));
      boxes.missed().forEach(o -> data.add(row(picture, "missed", o)));
      boxes.hits().forEach(d -> data.add(row(picture, "hit", d.box(), d.label(), d.score())));
      boxes
          .falsePositives()
          .forEach(d -> data.add(row(picture, "false", d.box(), d.label(), d.score())));
    }
    return new Figure(
        "boxes",
        "Test images with their boxes",
        "Best, median and worst images of the chosen arm, by an image's own F1 with detections of a"
            + " score of at least one half. Solid yellow: objects that were found; pink, dashes and"
            + " dots: missed; dashed blue: detections that found one; dotted orange: false"
            + " detections. Beside a detection its class and score. "
            + IntStream.range(0, classes.size())
                .mapToObj(k -> letters.get(k) + ": " + classes.get(k))
                .collect(Collectors.joining(", "))
            + ".",
        2,
        panels,
        new Table(
            "boxes",
            List.of(
                "what", "example", "f1", "kind", "class", "score", "left", "top", "right",
                "bottom"),
            data));
  }

  private List<Object> row(BoxPicture picture, String kind, LabelledBox object) {
    return row(picture, kind, object.box(), object.label(), Double.NaN);
  }

  private List<Object> row(BoxPicture picture, String kind, Box box, int label, double score) {
    return List.of(
        picture.what(),
        picture.example(),
        picture.boxes().f1(),
        kind,
        classes.get(label),
        score,
        box.left(),
        box.top(),
        box.right(),
        box.bottom());
  }

  private Panel panel(BoxPicture picture) {
    MatchedImage boxes = picture.boxes();
    List<Frame> frames = new ArrayList<>();
    boxes.found().forEach(o -> frames.add(new Frame("truth", o.box(), "", false)));
    boxes.missed().forEach(o -> frames.add(new Frame("missed", o.box(), "", false)));
    boxes.falsePositives().forEach(d -> frames.add(frame("false", d, true)));
    boxes.hits().forEach(d -> frames.add(frame("hit", d, false)));
    return BoxFigure.of(
        picture.what()
            + ": F1 "
            + fixed(boxes.f1(), 3)
            + ", "
            + boxes.missed().size()
            + " missed, "
            + boxes.falsePositives().size()
            + " false",
        picture.example(),
        picture.width(),
        picture.height(),
        picture.picture(),
        frames);
  }

  private Frame frame(String cssClass, ScoredBox found, boolean below) {
    String words = letters.get(found.label()) + " " + fixed(found.score(), 2);
    return new Frame(cssClass, found.box(), words, below);
  }
}
