package io.ridgeline.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.ridgeline.StoreException;
import io.ridgeline.engine.Scope;
import io.ridgeline.engine.Stateful;
import io.ridgeline.trial.Checkpoint;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * When the state of a training is kept, and what comes of it when the trial is run again.
 *
 * <p>It is kept after an epoch if a while has passed since it was kept last or since the process
 * took up the trial, so that short trials never pay. What another version left is not gone on from.
 */
final class Checkpoints {
  /** How long a trial works before its state is kept again. */
  static final Duration EVERY = Duration.ofSeconds(60);

  private static final String MAKER = "maker";

  private final Optional<Checkpoint> place;
  private final String maker;
  private final Duration every;
  private final long began = System.nanoTime();
  private final double[] seconds = {0};
  private long last = began;

  /**
   * Checkpoints of one trial, which begins now.
   *
   * @param place where they are kept; none if empty
   * @param maker what reckons: only what the same one left is gone on from
   */
  Checkpoints(Optional<Checkpoint> place, String maker, Duration every) {
    this.place = place;
    this.maker = maker;
    this.every = every;
  }

  /** For trainings that are never resumed. */
  static Checkpoints none() {
    return new Checkpoints(Optional.empty(), "", EVERY);
  }

  /** Sets a training that has just begun to where it was cut off, if that was kept. */
  void restore(Stateful training) {
    Optional<StateFile> kept = place.flatMap(Checkpoint::last).flatMap(Checkpoints::read);
    if (kept.isPresent() && maker(kept.get()).equals(maker)) {
      try (Scope scope = Scope.open()) {
        training.tell(kept.get().reader());
      }
      kept.get().reader().numbers("seconds", seconds);
    }
  }

  private static Optional<StateFile> read(byte[] bytes) {
    try {
      return Optional.of(StateFile.read(bytes));
    } catch (StoreException | JsonProcessingException e) {
      return Optional.empty(); // of another version
    }
  }

  private static String maker(StateFile file) {
    Map<String, String> lines = new LinkedHashMap<>();
    file.reader().lines(MAKER, lines);
    return lines.getOrDefault(MAKER, "");
  }

  /** Keeps the state of a training if it is time to. */
  void after(Stateful training) {
    long now = System.nanoTime();
    if (place.isPresent() && now - last >= every.toNanos()) {
      StateFile file = new StateFile();
      try (Scope scope = Scope.open()) {
        training.tell(file.writer());
      }
      file.writer().numbers("seconds", new double[] {seconds()});
      file.writer().lines(MAKER, Map.of(MAKER, maker));
      place.get().keep(file.bytes());
      last = System.nanoTime();
    }
  }

  /** Seconds since the trial began, with those of earlier processes up to what they kept. */
  double seconds() {
    return seconds[0] + (System.nanoTime() - began) / 1e9;
  }
}
