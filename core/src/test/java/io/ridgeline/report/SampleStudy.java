package io.ridgeline.report;

import io.ridgeline.describe.Cost;
import io.ridgeline.describe.Count;
import io.ridgeline.describe.Descriptor;
import io.ridgeline.describe.Method;
import io.ridgeline.describe.Paper;
import io.ridgeline.describe.Real;
import io.ridgeline.metric.ClassificationMetrics;
import io.ridgeline.statistics.Verdict;
import io.ridgeline.study.ArmEvidence;
import io.ridgeline.study.Calibration;
import io.ridgeline.study.Conformal;
import io.ridgeline.study.Convergence;
import io.ridgeline.study.GapChange;
import io.ridgeline.study.Starts;
import io.ridgeline.study.StudyResults;
import io.ridgeline.study.StudyResults.ArmResult;
import io.ridgeline.study.StudyResults.Comparison;
import io.ridgeline.study.StudyResults.Summary;
import io.ridgeline.trial.Arm;
import io.ridgeline.trial.EpochRecord;
import io.ridgeline.trial.Part;
import io.ridgeline.trial.Predictions;
import io.ridgeline.trial.Setting;
import io.ridgeline.trial.TrainingSpec;
import io.ridgeline.trial.TrialOutcome;
import io.ridgeline.trial.TrialRecord;
import io.ridgeline.trial.TrialSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * An invented study of nine arms, five seeds and one split, close in size to a real one. Its
 * numbers come from a seeded generator; means and intervals are made up around them, since the page
 * must show what it is given and not compute it again.
 */
final class SampleStudy {
  static final int SEEDS = 5;
  private static final int EPOCHS = 40;
  private static final int TEST = 156;

  @Method(
      name = "l1",
      summary = "Adds λ·Σ|w| over kernels, which drives weights to zero.",
      formula = "L = L₀ + λ Σ |w|",
      paper = @Paper("Tibshirani 1996, J. R. Stat. Soc. B 58(1)"),
      cost = Cost.ONE_PASS_OVER_WEIGHTS)
  record L1(@Real(doc = "strength λ", def = 1e-5, max = 1) double lambda) {}

  @Method(
      name = "dropout",
      summary = "Sets activations to zero at random while training.",
      formula = "x ← x · m / (1 − p),  m ~ Bernoulli(1 − p)",
      paper = @Paper("Srivastava et al. 2014, J. Mach. Learn. Res. 15"))
  record Dropout(@Real(doc = "rate p", def = 0.5, max = 1) double rate) {}

  @Method(
      name = "early-stopping",
      summary = "Ends the training when validation has not improved for a while.",
      paper = @Paper("Prechelt 1998, Neural Networks: Tricks of the Trade"))
  record EarlyStopping(@Count(doc = "epochs to wait", def = 8, max = 1000) int patience) {}

  private record Shape(String name, List<Setting> methods, double gain, double gap, double speed) {}

  private SampleStudy() {}

  private static List<Shape> shapes() {
    Setting l1 = new Setting("l1", Map.of("lambda", 1e-5));
    Setting dropout = new Setting("dropout", Map.of("rate", 0.3));
    Setting stop = new Setting("early-stopping", Map.of("patience", 8));
    return List.of(
        new Shape("none", List.of(), 0, 0.105, 1),
        new Shape("l1", List.of(l1), 0.004, 0.088, 1.06),
        new Shape("dropout", List.of(dropout), 0.021, 0.061, 1.02),
        new Shape("early-stopping", List.of(stop), 0.001, 0.072, 0.71),
        new Shape("mixup", List.of(new Setting("mixup", Map.of("alpha", 0.2))), 0.012, 0.055, 1.09),
        new Shape("label-smoothing", List.of(), 0.0005, 0.1, 1),
        new Shape("max-norm", List.of(), -0.006, 0.09, 1.04),
        new Shape("too much of everything", List.of(l1, dropout, stop), -0.075, 0.012, 1.3),
        new Shape("cocktail", List.of(l1, dropout), 0.033, 0.031, 1.11));
  }

  /** The study with every trial but one diverged and one failed. */
  static ReportInput input() {
    List<TrialRecord> trials = new ArrayList<>();
    List<ArmResult> arms = new ArrayList<>();
    for (Shape shape : shapes()) {
      List<TrialRecord> own = new ArrayList<>();
      for (int seed = 0; seed < SEEDS; seed++) {
        own.add(trial(shape, seed));
      }
      trials.addAll(own);
      arms.add(result(shape, own));
    }
    StudyResults results =
        new StudyResults(
            "breast-ultrasound",
            "classification",
            "auroc",
            "9f2c4e1d0b7a68535f0e1d2c3b4a59687786958493a2b1c0dfeeddccbbaa9988",
            false,
            List.of("malignant", "benign"),
            arms,
            new StudyResults.Best("cocktail", "validation", 0.9214),
            shapes().stream().map(SampleStudy::evidence).toList());
    return new ReportInput(
        results,
        trials,
        "study: breast-ultrasound\ntask: classification\ndata: {source: breast.npz}\nseeds: 5\n",
        Map.of(
            "l1", Descriptor.of(L1.class),
            "dropout", Descriptor.of(Dropout.class),
            "early-stopping", Descriptor.of(EarlyStopping.class)),
        Map.of("l1", "Penalties", "dropout", "Noise", "early-stopping", "Control"),
        new ReportInput.DataSheet(
            List.of(
                "780 images of 780 patients were read; none was left out.",
                "1 picture stands in train and in test with opposite labels.",
                "Class sizes differ by a factor of 2.7."),
            false,
            counts()),
        Map.of("Ridgeline", "0.1.0", "Java", "17.0.15", "libtorch", "2.10.0"),
        false);
  }

  private static ArmEvidence evidence(Shape shape) {
    boolean slow = shape.gain() < 0;
    List<Double> epochs = List.of(11.0, 14.0, 17.0, slow ? Double.NaN : 21.0, Double.NaN);
    return new ArmEvidence(
        shape.name(),
        new Convergence(5, slow ? 3 : 4, 17, epochs),
        new Starts(5, 0.2 - shape.gap(), 0.011, 0.25, shape.name().equals("dropout") ? 1 : 0),
        shape.name().equals("none")
            ? null
            : new GapChange(
                shape.gap() - 0.105, shape.gap() - 0.125, shape.gap() - 0.085, shape.gap() / 0.105),
        new Calibration(
            calibrated(shape.gap(), 0.4 + shape.gain()),
            summary(List.of(1.5, 1.7), Double.NaN),
            calibrated(shape.gap() / 2, 1)),
        new Conformal(
            0.1,
            Map.of("malignant", 7, "benign", 57),
            Map.of("malignant", Double.NaN, "benign", 0.91),
            Double.NaN,
            Double.NaN,
            Double.NaN,
            Double.NaN));
  }

  private static Map<String, Summary> calibrated(double error, double slope) {
    return Map.of(
        "ece", summary(List.of(error), 0.01),
        "calibration-slope", summary(List.of(slope), 0.2),
        "calibration-intercept", summary(List.of(-0.1), 0.3));
  }

  private static Map<String, Map<String, Integer>> counts() {
    Map<String, Map<String, Integer>> counts = new LinkedHashMap<>();
    counts.put("train", Map.of("malignant", 147, "benign", 399));
    counts.put("validation", Map.of("malignant", 21, "benign", 57));
    counts.put("test", Map.of("malignant", 42, "benign", 114));
    return counts;
  }

  private static TrialRecord trial(Shape shape, int seed) {
    TrialSpec spec =
        new TrialSpec(
            new Arm(shape.name(), shape.methods()),
            "official",
            seed,
            1,
            new Setting("resnet", Map.of("width", 16, "blocks", List.of(1, 1, 1))),
            new TrainingSpec(
                new Setting("adam", Map.of("beta1", 0.9, "beta2", 0.999)),
                2e-3,
                new Setting("one-cycle", Map.of()),
                "cross-entropy",
                64,
                EPOCHS),
            "auroc",
            "c0ffee",
            "",
            1);
    TrialOutcome outcome = new TrialOutcome.Completed(EPOCHS, EPOCHS, "");
    if (shape.name().equals("max-norm") && seed == 2) {
      outcome = new TrialOutcome.Diverged(7, 61, "the loss");
    } else if (shape.name().equals("mixup") && seed == 4) {
      outcome = new TrialOutcome.Failed("no memory left", "lower the batch or --parallel");
    }
    boolean completed = outcome instanceof TrialOutcome.Completed;
    Random random = new Random(31L * shape.name().hashCode() + seed);
    int epochs = completed ? shape.name().equals("early-stopping") ? 22 + 2 * seed : EPOCHS : 6;
    Map<String, String> evidence = new LinkedHashMap<>();
    for (Setting s : shape.methods()) {
      evidence.put(s.name(), "changed 3,112 of 175,258 values in the first step");
    }
    return new TrialRecord(
        spec,
        outcome,
        epochs(shape, epochs, random),
        completed ? Map.of(Part.TEST, predictions(shape, random)) : Map.of(),
        completed ? Map.of(Part.TEST, 0.4) : Map.of(),
        completed ? evidence : Map.of(),
        175_258,
        new TrialRecord.Timing(
            28 * shape.speed() * (1 + 0.05 * random.nextDouble()),
            0.063 * shape.speed() * (1 + 0.04 * random.nextDouble())));
  }

  private static List<EpochRecord> epochs(Shape shape, int epochs, Random random) {
    List<EpochRecord> list = new ArrayList<>();
    double own = 0.012 * random.nextGaussian();
    for (int e = 1; e <= epochs; e++) {
      double done = 1 - Math.exp(-e / 9.0);
      double top = 0.895 + shape.gain() + shape.gap();
      double train = Math.min(1, 0.55 + (top - 0.55) * done + 0.006 * random.nextGaussian());
      double late = shape.gap() * Math.max(0, e - 12) / 28;
      double validation = Math.min(0.99, train - 0.4 * shape.gap() * done - 0.6 * late + own);
      list.add(
          new EpochRecord(
              e,
              2e-3 * Math.sin(Math.PI * e / (EPOCHS + 1)),
              0.69 - 0.63 * done * (0.5 + 4 * shape.gap()),
              train,
              0.69 - 0.32 * done + 3.2 * late + 0.01 * random.nextGaussian(),
              validation,
              1.5,
              12 + 6 * done - 30 * shape.gain(),
              shape.methods().stream().anyMatch(s -> s.name().equals("l1")) ? 0.4 * done : 0));
    }
    return list;
  }

  private static Predictions predictions(Shape shape, Random random) {
    int[] examples = new int[TEST];
    int[] labels = new int[TEST];
    double[][] probabilities = new double[TEST][];
    Random patients = new Random(7);
    for (int i = 0; i < TEST; i++) {
      examples[i] = 624 + i;
      labels[i] = i % 4 == 0 ? 0 : 1;
      double signal = (labels[i] == 1 ? 1.35 : -0.55) + 1.05 * patients.nextGaussian();
      double logit = 1.6 * ((1 + 5 * shape.gain()) * signal + 0.5 * random.nextGaussian());
      double p = 1 / (1 + Math.exp(-logit));
      probabilities[i] = new double[] {1 - p, p};
    }
    return new Predictions(examples, labels, probabilities);
  }

  private static ArmResult result(Shape shape, List<TrialRecord> trials) {
    List<Map<String, Double>> test = new ArrayList<>();
    for (TrialRecord t : trials) {
      if (t.predictions().get(Part.TEST) instanceof Predictions p) {
        test.add(ClassificationMetrics.all(p.labels(), p.probabilities()));
      }
    }
    Map<String, Summary> metrics = new LinkedHashMap<>();
    for (String name : ClassificationMetrics.NAMES) {
      metrics.put(name, summary(test.stream().map(m -> m.get(name)).toList(), 0.026));
    }
    List<Double> auroc = test.stream().map(m -> m.get("auroc")).toList();
    Map<Class<?>, Integer> ended = new LinkedHashMap<>();
    trials.forEach(t -> ended.merge(t.outcome().getClass(), 1, Integer::sum));
    return new ArmResult(
        new Arm(shape.name(), shape.methods()),
        SEEDS,
        test.size(),
        ended.getOrDefault(TrialOutcome.Failed.class, 0),
        ended.getOrDefault(TrialOutcome.Diverged.class, 0),
        metrics,
        Map.of("auroc", summary(auroc, 0.02)),
        Map.of("auroc", summary(auroc.stream().map(v -> v + shape.gap()).toList(), 0.004)),
        Map.of(
            "auroc",
            summary(auroc.stream().map(v -> shape.gap() + (v - auroc.get(0)) / 3).toList(), 0.02)),
        shape.name().equals("none") ? null : difference(shape),
        Map.of(),
        trials.stream().mapToInt(t -> t.epochs().size()).sum(),
        shape.methods().stream().anyMatch(s -> s.name().equals("l1")) ? 0.3953 : 0,
        17.93 - 30 * shape.gain(),
        0.0081 + shape.gap() / 40,
        Double.NaN);
  }

  private static Comparison difference(Shape shape) {
    double d = shape.gain();
    double half = shape.name().equals("label-smoothing") ? 0.006 : 0.017;
    double p = Math.exp(-1.5 * Math.pow(d / half, 2));
    Verdict verdict =
        half < 0.01
            ? Verdict.PRACTICALLY_EQUAL
            : d > 0.03 ? Verdict.HELPS : d < -0.03 ? Verdict.HARMS : Verdict.NO_EVIDENCE;
    return new Comparison(
        "none",
        d,
        d - half,
        d + half,
        p,
        Math.min(1, 8 * p),
        verdict,
        1.43 * half,
        "Obuchowski-Rockette over "
            + (shape.name().equals("mixup") || shape.name().equals("max-norm") ? "4 of 5" : "5")
            + " seeds and a paired bootstrap of 156 patients (2000 draws)",
        null);
  }

  private static Summary summary(List<Double> values, double half) {
    double mean = values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    return new Summary(mean, mean - half, mean + half, values);
  }

  /** The same study with other results. */
  static ReportInput with(ReportInput input, StudyResults results) {
    return new ReportInput(
        results,
        input.trials(),
        input.studyFile(),
        input.methods(),
        input.kinds(),
        input.data(),
        input.environment(),
        input.running());
  }
}
