package io.ridgeline.study;

import io.ridgeline.trial.TrialKey;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where a study stands after the events of its journal. */
final class JournalState {
  private @Nullable String specHash;
  private JournalEvent.@Nullable Opened opened;
  private final Map<TrialKey, JournalEvent.Finished> finished = new LinkedHashMap<>();
  private final Set<TrialKey> underWay = new LinkedHashSet<>();
  private final Map<TrialKey, Integer> crashes = new LinkedHashMap<>();

  JournalState(List<JournalEvent> events) {
    events.forEach(this::apply);
  }

  /** Takes one more event into account. */
  synchronized void apply(JournalEvent event) {
    if (event instanceof JournalEvent.Study study) {
      specHash = study.specHash();
    } else if (event instanceof JournalEvent.Opened by) {
      opened = by;
      underWay.clear();
    } else if (event instanceof JournalEvent.Started start) {
      underWay.add(start.trial());
    } else if (event instanceof JournalEvent.Finished end) {
      underWay.remove(end.trial());
      crashes.remove(end.trial());
      finished.put(end.trial(), end);
    } else if (event instanceof JournalEvent.Interrupted) {
      underWay.clear();
    } else if (event instanceof JournalEvent.Crashed) {
      underWay.forEach(trial -> crashes.merge(trial, 1, Integer::sum));
      underWay.clear();
    }
  }

  /** The hash of the study's spec, or null before the first line. */
  synchronized @Nullable String specHash() {
    return specHash;
  }

  /** The process that opened the study last, or null. */
  synchronized JournalEvent.@Nullable Opened opened() {
    return opened;
  }

  /** The finished trials in the order in which they finished. */
  synchronized Map<TrialKey, JournalEvent.Finished> finished() {
    return new LinkedHashMap<>(finished);
  }

  /** How a trial finished, or null if it did not. */
  synchronized JournalEvent.@Nullable Finished finished(TrialKey trial) {
    return finished.get(trial);
  }

  /** Trials that the last process started and did not finish. */
  synchronized Set<TrialKey> underWay() {
    return new LinkedHashSet<>(underWay);
  }

  /** How many processes crashed while this trial was under way. */
  synchronized int crashes(TrialKey trial) {
    return crashes.getOrDefault(trial, 0);
  }
}
