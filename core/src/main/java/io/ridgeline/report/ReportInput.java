package io.ridgeline.report;

import io.ridgeline.describe.Descriptor;
import io.ridgeline.study.Robustness.ArmRobustness;
import io.ridgeline.study.StudyResults;
import io.ridgeline.study.Subgroup;
import io.ridgeline.trial.TrialRecord;
import java.util.List;
import java.util.Map;

/**
 * Everything that a report shows. It holds no wall-clock date and no host name, so that the same
 * study gives the same page.
 *
 * @param results what the study found; also says whether its data are simulated
 * @param trials every trial of the study's own that has ended
 * @param studyFile the resolved study file
 * @param methods the declaration of every method that an arm lists, by name
 * @param kinds the kind of every such method in a word, by name; in the order in which kinds are
 *     shown
 * @param data what is known of the data
 * @param overlays cases of a study of masks, from the best to the worst; else empty
 * @param boxes images of a study of boxes, likewise
 * @param environment versions, threads and hashes, by what they are
 * @param running whether trials are still to come
 * @param further what only some studies have
 */
public record ReportInput(
    StudyResults results,
    List<TrialRecord> trials,
    String studyFile,
    Map<String, Descriptor> methods,
    Map<String, String> kinds,
    DataSheet data,
    List<Overlay> overlays,
    List<BoxPicture> boxes,
    Map<String, String> environment,
    boolean running,
    Further further) {
  /** Copies the lists. */
  public ReportInput {
    trials = List.copyOf(trials);
    overlays = List.copyOf(overlays);
    boxes = List.copyOf(boxes);
  }

  /** A report of what every study has. */
  public ReportInput(
      StudyResults results,
      List<TrialRecord> trials,
      String studyFile,
      Map<String, Descriptor> methods,
      Map<String, String> kinds,
      DataSheet data,
      List<Overlay> overlays,
      List<BoxPicture> boxes,
      Map<String, String> environment,
      boolean running) {
    this(
        results,
        trials,
        studyFile,
        methods,
        kinds,
        data,
        overlays,
        boxes,
        environment,
        running,
        Further.NONE);
  }

  /** A report without images. */
  public ReportInput(
      StudyResults results,
      List<TrialRecord> trials,
      String studyFile,
      Map<String, Descriptor> methods,
      Map<String, String> kinds,
      DataSheet data,
      Map<String, String> environment,
      boolean running) {
    this(
        results,
        trials,
        studyFile,
        methods,
        kinds,
        data,
        List.of(),
        List.of(),
        environment,
        running);
  }

  /** The same report with what only some studies have. */
  public ReportInput with(Further more) {
    return new ReportInput(
        results,
        trials,
        studyFile,
        methods,
        kinds,
        data,
        overlays,
        boxes,
        environment,
        running,
        more);
  }

  /**
   * What only some studies have.
   *
   * @param subgroups results on parts of the test images, by the columns that were asked for
   * @param searches the trials of searches that have ended; empty if the study is not tuned
   * @param robustness of the arms on corrupted images; empty if the models were not probed
   */
  public record Further(
      List<Subgroup> subgroups, List<TrialRecord> searches, List<ArmRobustness> robustness) {
    static final Further NONE = new Further(List.of(), List.of(), List.of());

    /** Copies the lists. */
    public Further {
      subgroups = List.copyOf(subgroups);
      searches = List.copyOf(searches);
      robustness = List.copyOf(robustness);
    }
  }

  /**
   * What is known of the data.
   *
   * @param findings what the audit found, one plain sentence a line
   * @param leakageAllowed whether duplicates or groups across parts were accepted
   * @param classCounts images by part ({@code train} ...) and then class, in the order shown
   * @param unit what distances are measured in, {@code mm} or {@code px}; empty if nothing is
   *     measured
   */
  public record DataSheet(
      List<String> findings,
      boolean leakageAllowed,
      Map<String, Map<String, Integer>> classCounts,
      String unit) {
    /** Copies the findings. */
    public DataSheet {
      findings = List.copyOf(findings);
    }

    /** Data of which no distance is measured. */
    public DataSheet(
        List<String> findings,
        boolean leakageAllowed,
        Map<String, Map<String, Integer>> classCounts) {
      this(findings, leakageAllowed, classCounts, "");
    }
  }
}
