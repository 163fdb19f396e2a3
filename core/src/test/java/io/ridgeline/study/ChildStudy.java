package io.ridgeline.study;

import io.ridgeline.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The fake study in a process of its own, to be killed. */
final class ChildStudy {
  private ChildStudy() {}

  /** Starts it; it ends with 0, or with 6 if the folder is in use. */
  static Process start(Path folder, int workers, long millis) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:ErrorFile=" + folder.resolveSibling("crash-%p.log"),
            "-Xmx128m",
            "-cp",
            System.getProperty("java.class.path"),
            ChildStudy.class.getName(),
            folder.toString(),
            Integer.toString(workers),
            Long.toString(millis))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  public static void main(String[] arguments) throws InterruptedException {
    Path folder = Path.of(arguments[0]);
    int workers = Integer.parseInt(arguments[1]);
    long millis = Long.parseLong(arguments[2]);
    try (TrialStore store = TrialStore.open(folder, FakeStudy.spec())) {
      run(store, workers, millis);
    } catch (StoreException e) {
      System.exit(e.reason() == StoreException.Reason.IN_USE ? 6 : 7);
    }
  }

  static void run(TrialStore store, int workers, long millis) throws InterruptedException {
    new StudyRunner(store, FakeStudy.runner(millis), workers, StudyProgress.SILENT)
        .run(StudyPlan.of(FakeStudy.plan()));
    StudyResults results =
        Results.of(
            FakeStudy.spec(),
            FakeStudy.cohort(),
            List.of(FakeStudy.split()),
            store.trials().records());
    ResultsFile.write(store.folder(), results);
  }
}
