package io.ridgeline.metric;

import com.fasterxml.jackson.databind.JsonNode;
import io.ridgeline.Fixture;
import io.ridgeline.data.Box;
import io.ridgeline.data.LabelledBox;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Boxes as tests write them. */
final class FoundBoxes {
  private FoundBoxes() {}

  /** An object of class 0. */
  static LabelledBox truth(double left, double top, double right, double bottom) {
    return truth(0, left, top, right, bottom);
  }

  static LabelledBox truth(int label, double left, double top, double right, double bottom) {
    return new LabelledBox(new Box(left, top, right, bottom), label);
  }

  /** A detection of class 0. */
  static ScoredBox found(double score, double left, double top, double right, double bottom) {
    return found(0, score, left, top, right, bottom);
  }

  static ScoredBox found(
      int label, double score, double left, double top, double right, double bottom) {
    return new ScoredBox(new Box(left, top, right, bottom), label, score);
  }

  /** Cases as fixtures write them: left, top, right, bottom, class, score. */
  static List<DetectionCase> cases(JsonNode list) {
    List<DetectionCase> cases = new ArrayList<>();
    for (JsonNode one : list) {
      List<LabelledBox> truth = new ArrayList<>();
      for (JsonNode node : one.get("truth")) {
        double[] b = Fixture.doubles(node);
        truth.add(truth((int) b[4], b[0], b[1], b[2], b[3]));
      }
      List<ScoredBox> found = new ArrayList<>();
      for (JsonNode node : one.get("found")) {
        double[] b = Fixture.doubles(node);
        found.add(found((int) b[4], b[5], b[0], b[1], b[2], b[3]));
      }
      cases.add(new DetectionCase(truth, found));
    }
    return cases;
  }

  /** Objects of which most are found, some twice, and some that are not there; no equal scores. */
  static List<DetectionCase> random(Random random, int images, int classes) {
    List<DetectionCase> cases = new ArrayList<>();
    for (int i = 0; i < images; i++) {
      List<LabelledBox> truth = new ArrayList<>();
      List<ScoredBox> found = new ArrayList<>();
      for (int n = random.nextInt(4); n > 0; n--) {
        int label = random.nextInt(classes);
        double x = random.nextInt(400);
        double y = random.nextInt(400);
        double w = 10 + random.nextInt(150);
        double h = 10 + random.nextInt(150);
        truth.add(truth(label, x, y, x + w, y + h));
        for (int again = random.nextInt(4); again > 0; again--) {
          double dx = w * 0.12 * random.nextGaussian();
          double dy = h * 0.12 * random.nextGaussian();
          found.add(found(label, random.nextDouble(), x + dx, y + dy, x + dx + w, y + dy + h));
        }
      }
      for (int n = random.nextInt(6); n > 0; n--) {
        double x = random.nextInt(400);
        double y = random.nextInt(400);
        found.add(found(random.nextInt(classes), random.nextDouble(), x, y, x + 40, y + 40));
      }
      cases.add(new DetectionCase(truth, found));
    }
    return cases;
  }
}
