package io.ridgeline.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The shell launcher, with a Java and a Maven that only say how they were called. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
  private record Result(int code, List<String> out, String err) {}

  private static final List<String> TOOLS =
      List.of("dirname", "readlink", "find", "head", "touch", "mkdir", "mv", "uname");

  @TempDir Path folder;
  private Path home = Path.of("");
  private Path tools = Path.of("");
  private Path jdk = Path.of("");

  @BeforeEach
  void lay() throws IOException {
    home = Files.createDirectories(folder.resolve("a b/home"));
    tools = Files.createDirectory(folder.resolve("tools"));
    jdk = folder.resolve("j d k");
    Files.createDirectories(jdk.resolve("bin"));
    Path script = Path.of(System.getProperty("ridgeline.root"), "ridgeline");
    Files.copy(script, home.resolve("ridgeline"), StandardCopyOption.COPY_ATTRIBUTES);
    for (String tool : TOOLS) {
      for (String place : List.of("/usr/bin/", "/bin/")) {
        if (Files.exists(Path.of(place, tool)) && Files.notExists(tools.resolve(tool))) {
          executable(tools.resolve(tool), "exec " + place + tool + " \"$@\"");
        }
      }
    }
    executable(
        jdk.resolve("bin/java"),
        "printf '%s\\n' \"$@\" \"in $PWD\" \"omp $OMP_WAIT_POLICY\" \"blas $OPENBLAS_NUM_THREADS\""
            + " \"glibc ${GLIBC_TUNABLES:-}\" \"memory $(ulimit -v)\"\nexit 42");
    executable(jdk.resolve("bin/javac"), "exit 0");
    release("17.0.15");
  }

  private void release(String version) throws IOException {
    Files.writeString(jdk.resolve("release"), "A=\"b\"\nJAVA_VERSION=\"" + version + "\"\n");
  }

  private static void executable(Path path, String body) throws IOException {
    Files.writeString(path, "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** A tree with jars and no sources, as in a release. */
  private void jars() throws IOException {
    Path lib = Files.createDirectories(home.resolve("app/target/lib"));
    Files.createFile(home.resolve("app/target/ridgeline-app-1.jar"));
    Files.createFile(lib.resolve("picocli-4.jar"));
    Files.createFile(lib.resolve("pytorch-2.jar"));
  }

  /** A source checkout and a Maven that leaves jars and counts its calls. */
  private void checkout() throws IOException {
    Files.createFile(home.resolve("pom.xml"));
    Files.createDirectories(home.resolve("core/src/main"));
    Files.createFile(home.resolve("core/src/main/A.java"));
    executable(
        tools.resolve("mvn"),
        "echo words of Maven\nmkdir -p app/target/lib\n"
            + "touch app/target/ridgeline-app-1.jar app/target/lib/picocli-4.jar\n"
            + "echo \"$@\" >>'"
            + folder.resolve("calls")
            + "'");
  }

  private int builds() throws IOException {
    Path calls = folder.resolve("calls");
    return Files.exists(calls) ? Files.readAllLines(calls).size() : 0;
  }

  private Result run(Path launcher, String... arguments) throws Exception {
    return run(Map.of(), launcher, arguments);
  }

  private Result run(Map<String, String> environment, Path launcher, String... arguments)
      throws Exception {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().clear();
    builder
        .environment()
        .putAll(
            Map.of("PATH", tools.toString(), "JAVA_HOME", jdk.toString(), "LANG", "en_US.UTF-8"));
    builder.environment().putAll(environment);
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    return new Result(
        process.exitValue(),
        Files.readAllLines(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }

  private Result run(String... arguments) throws Exception {
    return run(home.resolve("ridgeline"), arguments);
  }

  @Test
  void passesArgumentsFolderAndExitCode() throws Exception {
    jars();
    Result result = run("predict", "my model", "", "*");
    assertEquals(42, result.code(), result.err());
    List<String> out = result.out();
    int main = out.indexOf("io.ridgeline.app.Main");
    assertEquals(List.of("predict", "my model", "", "*"), out.subList(main + 1, main + 5));
    assertEquals("in " + folder.toRealPath(), out.get(main + 5));
    assertEquals("omp PASSIVE", out.get(main + 6));
    assertEquals("blas 1", out.get(main + 7));
    assertEquals("", result.err());
  }

  @Test
  void extensionsStandLastOnTheClassPathAndMustBeThere() throws Exception {
    jars();
    Path one = Files.createFile(folder.resolve("my one.jar"));
    Path two = Files.createFile(folder.resolve("two.jar"));
    Path launcher = home.resolve("ridgeline");
    String both = one + ":" + two;
    List<String> out = run(Map.of("RIDGELINE_EXTENSIONS", both), launcher, "doctor").out();
    String classpath = out.get(out.indexOf("-cp") + 1);
    assertTrue(classpath.endsWith("/lib/*:" + both), classpath);

    String missing = one + ":" + folder.resolve("three.jar");
    Result refused = run(Map.of("RIDGELINE_EXTENSIONS", missing), launcher, "doctor");
    assertEquals(1, refused.code());
    assertEquals(List.of(), refused.out());
    assertTrue(
        refused.err().contains("RIDGELINE_EXTENSIONS names " + folder.resolve("three.jar")),
        refused.err());
  }

  @Test
  void putsTheApplicationAndPicocliFirst() throws Exception {
    jars();
    List<String> out = run("doctor").out();
    String target = home.toRealPath().resolve("app/target").toString();
    assertEquals(
        target + "/ridgeline-app-1.jar:" + target + "/lib/picocli-4.jar:" + target + "/lib/*",
        out.get(out.indexOf("-cp") + 1));
    assertTrue(out.contains("-Dorg.bytedeco.javacpp.maxBytes=0"));
    assertTrue(out.contains("-Dorg.bytedeco.javacpp.maxPhysicalBytes=0"));
  }

  @Test
  void worksThroughRelativeAndAbsoluteLinks() throws Exception {
    jars();
    Path bin = Files.createDirectory(folder.resolve("bin"));
    Path one = Files.createSymbolicLink(bin.resolve("one"), Path.of("../a b/home/ridgeline"));
    Path two = Files.createSymbolicLink(bin.resolve("two"), one.toAbsolutePath());
    assertEquals(42, run(one, "doctor").code());
    assertEquals(42, run(two, "doctor").code());
  }

  @Test
  void startsFastWhatComputesNothing() throws Exception {
    jars();
    String flag = "-XX:TieredStopAtLevel=1";
    List<List<String>> light =
        List.of(
            List.of(),
            List.of("--help"),
            List.of("train", "x", "--help"),
            List.of("regularizers", "l1"),
            List.of("completion", "bash"),
            List.of("model", "verify", "m"));
    for (List<String> arguments : light) {
      assertTrue(run(arguments.toArray(String[]::new)).out().contains(flag), "" + arguments);
    }
    for (String command : List.of("train", "study", "demo", "doctor")) {
      List<String> out = run(command, "run", "--", "--help").out();
      assertFalse(out.contains(flag), command);
      assertTrue(out.contains("-XX:MaxRAMPercentage=40"), command);
    }
  }

  @Test
  void setsTheAllocatorAndTheMemoryLimitOnLinuxOnly() throws Exception {
    jars();
    boolean linux = OS.LINUX.isCurrentOs();
    List<String> out = run("train", "x").out();
    Optional<String> glibc = out.stream().filter(l -> l.startsWith("glibc ")).findFirst();
    assertEquals(linux, glibc.orElseThrow().contains("glibc.malloc.mmap_threshold="));
    if (linux) {
      assertTrue(out.get(out.size() - 1).matches("memory \\d+"), out.get(out.size() - 1));
    }
  }

  @Test
  void refusesAnOldOrMissingJava() throws Exception {
    jars();
    for (String old : List.of("11.0.2", "1.8.0_412", "16")) {
      release(old);
      Result result = run("doctor");
      assertEquals(1, result.code());
      assertTrue(result.err().contains("is Java " + old + ", and 17 or newer"), result.err());
    }
    for (String young : List.of("17", "21-ea", "25.0.1")) {
      release(young);
      assertEquals(42, run("doctor").code(), young);
    }
    Files.delete(jdk.resolve("bin/java"));
    Result result = run("doctor");
    assertEquals(1, result.code());
    assertTrue(result.err().contains("JAVA_HOME"), result.err());
  }

  @Test
  void asksJavaItselfWhereNoReleaseFileStands() throws Exception {
    jars();
    Files.delete(jdk.resolve("release"));
    executable(jdk.resolve("bin/java"), "echo 'openjdk version \"11.0.9\" 2020-10-20' >&2");
    Result result = run("doctor");
    assertEquals(1, result.code());
    assertTrue(result.err().contains("is Java 11.0.9"), result.err());
  }

  @Test
  void buildsOnceAndAgainWhenASourceChanges() throws Exception {
    checkout();
    Result first = run("doctor");
    assertEquals(42, first.code(), first.err());
    assertTrue(first.err().contains("ridgeline: building"), first.err());
    assertFalse(first.out().contains("words of Maven"));
    assertEquals(42, run("doctor").code());
    assertEquals(1, builds());

    Path source = home.resolve("core/src/main/A.java");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));
    assertEquals(42, run("doctor").code());
    assertEquals(2, builds());
  }

  @Test
  void keepsAJarThatMavenBuiltAlone() throws Exception {
    checkout();
    jars();
    assertEquals(42, run("doctor").code());
    assertEquals(0, builds());
  }

  @Test
  void saysWhatIsMissingForABuild() throws Exception {
    checkout();
    Files.delete(tools.resolve("mvn"));
    Result result = run("doctor");
    assertEquals(1, result.code());
    assertTrue(result.err().contains("Maven is needed"), result.err());

    executable(tools.resolve("mvn"), "echo broken\nexit 3");
    result = run("doctor");
    assertEquals(1, result.code());
    assertTrue(result.err().contains("broken") && result.err().contains("the build failed"));
    assertEquals(List.of(), result.out());
  }
}
