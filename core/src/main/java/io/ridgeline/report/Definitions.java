package io.ridgeline.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What metrics and tests are, in words, with their papers. */
final class Definitions {
  /** A definition and where it was published. */
  record Definition(String words, List<String> papers) {}

  private static final String COCO = "Lin et al. 2014, ECCV";

  private static final Map<String, Definition> METRICS =
      Map.ofEntries(
          entry(
              "auroc",
              "the chance that a random example of the class scores higher than a random other one,"
                  + " ties counting half; for more than two classes the mean of each against the"
                  + " rest",
              "Hanley and McNeil 1982, Radiology 143"),
          entry(
              "auprc",
              "average precision, Σ (Rᵢ − Rᵢ₋₁)·Pᵢ over falling thresholds; for more than two classes"
                  + " the mean of each against the rest"),
          entry("accuracy", "the share of examples whose most likely class is the true one"),
          entry("balanced-accuracy", "the mean over classes of the share predicted right"),
          entry(
              "f1",
              "2TP / (2TP + FP + FN) of the positive class; for more than two classes the mean over"
                  + " classes"),
          entry(
              "mcc",
              "the correlation of true and predicted class",
              "Gorodkin 2004, Comput. Biol. Chem. 28"),
          entry(
              "sensitivity-at-90-specificity",
              "the highest sensitivity on the empirical ROC curve with a specificity of at least"
                  + " 90 %"),
          entry(
              "specificity-at-90-sensitivity",
              "the highest specificity on the empirical ROC curve with a sensitivity of at least"
                  + " 90 %"),
          entry(
              "brier",
              "the mean squared distance of the probabilities from what happened; of the positive"
                  + " class for two classes, summed over classes for more",
              "Brier 1950, Mon. Weather Rev. 78"),
          entry("log-loss", "the mean of −ln p of the true class, in nats"),
          entry(
              "ece",
              "the mean distance between predicted probability and observed share over ten bins of"
                  + " equal size",
              "Nixon et al. 2019, CVPR workshops"),
          entry(
              "dice",
              "2|A∩B| / (|A| + |B|) of the true and the drawn mask; 1 if both are empty, 0 if one is",
              "Dice 1945, Ecology 26"),
          entry(
              "iou",
              "|A∩B| / |A∪B|; 1 if both masks are empty, 0 if one is",
              "Jaccard 1901, Bull. Soc. Vaud. Sci. Nat. 37"),
          entry(
              "hd95",
              "the 95th percentile of the distances from the voxels on the surface of one mask to"
                  + " those of the other, the larger of the two directions; in mm where the spacing is"
                  + " known, else in pixels as stored; 0 if both masks are empty, undefined if one is",
              "Maier-Hein et al. 2024, Nat. Methods 21"),
          entry(
              "assd",
              "the mean distance from every surface voxel of either mask to the other's surface; as"
                  + " hd95 in its unit and where it is undefined",
              "Heimann et al. 2009, IEEE Trans. Med. Imaging 28"),
          entry(
              "nsd",
              "the share of the surface voxels of both masks that lie within 1 mm (or 1 pixel) of the"
                  + " other's surface; 1 if both masks are empty, 0 if one is",
              "Nikolov et al. 2021, J. Med. Internet Res. 23"),
          entry(
              "sensitivity", "the share of the true mask that was drawn; undefined if it is empty"),
          entry("precision", "the share of the drawn mask that is true; undefined if it is empty"),
          entry(
              "lesion-sensitivity",
              "the share of the true mask's connected parts that the drawn mask touches; undefined if"
                  + " there are none"),
          entry(
              "lesion-precision",
              "the share of the drawn mask's connected parts that touch the true mask; undefined if"
                  + " there are none"),
          entry(
              "lesion-f1",
              "the harmonic mean of lesion sensitivity and precision; 1 if both masks are empty, 0 if"
                  + " one is"),
          entry(
              "ap50",
              "the area under precision over recall, interpolated at all points; a detection stands"
                  + " for the object of its class that it overlaps most, and is false if they"
                  + " overlap by less than a half or it is the second; the mean over classes",
              "Everingham et al. 2010, Int. J. Comput. Vis. 88"),
          entry(
              "ap",
              "the mean over ten overlaps, 0.5 to 0.95, over 101 recalls and over classes of the"
                  + " highest precision at that recall or a higher one, with at most 100 detections"
                  + " of a class in an image",
              COCO),
          entry("ap75", "the same at an overlap of 0.75 alone", COCO),
          entry(
              "ap-small",
              "the same over ten overlaps for objects of at most 32² square pixels; undefined if"
                  + " there are none",
              COCO),
          entry(
              "ap-medium",
              "the same for objects of 32² to 96² square pixels; undefined if there are none",
              COCO),
          entry(
              "ap-large",
              "the same for objects of at least 96² square pixels; undefined if there are none",
              COCO),
          entry(
              "ar100",
              "the mean over ten overlaps, 0.5 to 0.95, and over classes of the share of objects"
                  + " found by at most 100 detections of a class in an image",
              COCO),
          entry(
              "froc",
              "the mean sensitivity at 1/8, 1/4, 1/2, 1, 2, 4 and 8 false positives an image, a"
                  + " hit overlapping by at least a half; the mean over classes",
              "Setio et al. 2017, Med. Image Anal. 42"));

  /** By a word that the name of the test holds. */
  private static final Map<String, Definition> TESTS =
      Map.ofEntries(
          entry(
              "resampled t",
              "The variance of the differences over splits is raised by n_test/n_train, because the"
                  + " splits share their training examples.",
              "Nadeau and Bengio 2003, Mach. Learn. 52",
              "Bouckaert and Frank 2004, PAKDD"),
          entry(
              "bootstrap",
              "Test patients are drawn with replacement within classes (of masks and boxes: within"
                  + " kinds of image), the same for every arm and seed.",
              "Efron and Tibshirani 1993, An Introduction to the Bootstrap"),
          entry(
              "over 1 seed",
              "Of one seed, the interval of an arm's own metric and gap is bias-corrected and"
                  + " accelerated (BCa); that of a difference is symmetric.",
              "Efron 1987, J. Am. Stat. Assoc. 82"),
          entry(
              "obuchowski",
              "Seeds are treated as the readers of a reader study: the variance of a mean is that"
                  + " over seeds plus the covariance that resampling patients shows, so the interval"
                  + " speaks of other patients and other seeds.",
              "Obuchowski and Rockette 1995, Commun. Stat. Simul. 24",
              "Hillis 2007, Stat. Med. 26"),
          entry(
              "delong",
              "The variance of two areas under ROC curves of the same examples, from the placement"
                  + " of each example.",
              "DeLong et al. 1988, Biometrics 44"),
          entry(
              "wilcoxon",
              "Each patient's mean over the cases and seeds for which both arms have a value: the"
                  + " ranks of the differences, whatever their distribution.",
              "Wilcoxon 1945, Biom. Bull. 1"),
          entry(
              "mcnemar",
              "Only the examples that exactly one of the two arms gets right count.",
              "McNemar 1947, Psychometrika 12"));

  static final Definition HOLM =
      new Definition(
          "p-values are adjusted over all arms, so that under no effect anywhere one arm in twenty"
              + " studies, not in twenty arms, is called different.",
          List.of("Holm 1979, Scand. J. Stat. 6"));

  static final Definition CORRELATED_T =
      new Definition(
          "the probability, given these splits alone, that the true difference is worse than, within"
              + " or better than the negligible one: a t distribution around the mean difference with"
              + " the scale of the corrected resampled t.",
          List.of("Benavoli et al. 2017, JMLR 18(77)"));

  /** How arms are compared over several data sets. */
  static final List<Definition> SEVERAL_DATA_SETS =
      List.of(
          new Definition(
              "Each data set gives one value for each arm: the mean test metric of its study. How"
                  + " sure that value is plays no part; the data sets are what is repeated.",
              List.of("Demšar 2006, JMLR 7")),
          new Definition(
              "Friedman's test: arms are ranked on each data set, 1 the best, equal ones sharing the"
                  + " mean of their ranks; χ² asks whether the average ranks differ by more than"
                  + " chance, F is Iman and Davenport's less timid form of it.",
              List.of(
                  "Friedman 1937, J. Am. Stat. Assoc. 32",
                  "Iman and Davenport 1980, Commun. Stat. Theory 9")),
          new Definition(
              "Wilcoxon's signed-rank test of each arm against the baseline over data sets; exact up"
                  + " to 25 of them. Holm's adjustment over the arms.",
              List.of("Wilcoxon 1945, Biom. Bull. 1", "Holm 1979, Scand. J. Stat. 6")),
          new Definition(
              "Nemenyi's critical difference is for looking at every pair, and so finds less than"
                  + " the tests against the baseline.",
              List.of("Nemenyi 1963, PhD thesis, Princeton")));

  private Definitions() {}

  static Definition metric(String name) {
    return METRICS.getOrDefault(name, new Definition("", List.of()));
  }

  /** What is known of the tests that a method line such as {@code paired bootstrap ...} names. */
  static List<Definition> tests(String method) {
    String words = method.toLowerCase(Locale.ROOT);
    return TESTS.entrySet().stream()
        .filter(e -> words.contains(e.getKey()))
        .sorted(Map.Entry.comparingByKey())
        .map(Map.Entry::getValue)
        .toList();
  }

  private static Map.Entry<String, Definition> entry(String name, String words, String... papers) {
    return Map.entry(name, new Definition(words, List.of(papers)));
  }
}
