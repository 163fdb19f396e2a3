package io.ridgeline.study;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The file that a Java process leaves when native code takes it down, and only then: not on an
 * exit, an interrupt or a kill. An abort inside native code leaves none, and counts nothing.
 */
final class CrashMark {
  private static final String OPTION = "-XX:ErrorFile=";

  private CrashMark() {}

  /** Where this process would leave it: as {@code -XX:ErrorFile} says, or in the current folder. */
  static Path ofThisProcess() {
    String pid = Long.toString(ProcessHandle.current().pid());
    String pattern =
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .filter(argument -> argument.startsWith(OPTION))
            .map(argument -> argument.substring(OPTION.length()))
            .reduce("hs_err_pid%p.log", (first, last) -> last);
    return Path.of(pattern.replace("%p", pid)).toAbsolutePath();
  }

  /** Modification time in milliseconds, 0 if there is no such file. */
  static long stamp(Path mark) {
    return Files.exists(mark) ? mark.toFile().lastModified() : 0;
  }
}
