package io.cellclass.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher, with a stand-in for Java that prints what it is called with. */
@DisabledOnOs(OS.WINDOWS) // It is a script for POSIX shells.
class LauncherTest {
  @TempDir private Path folder;
  private Path launcher;
  private Path javaHome;

  @BeforeEach
  void install() throws IOException {
    Path home = folder.resolve("a home with spaces");
    Files.createDirectories(home.resolve("lib"));
    Files.createFile(home.resolve("lib/cellclass.jar"));
    launcher = home.resolve("bin/cellclass");
    Files.createDirectories(home.resolve("bin"));
    Files.copy(Path.of("src/main/launcher/bin/cellclass"), launcher);
    Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
    javaHome = java("17.0.15");
  }

  private Path java(String version) throws IOException {
    Path home = folder.resolve("java " + version);
    Path bin = Files.createDirectories(home.resolve("bin"));
    Path java =
        Files.write(
            bin.resolve("java"),
            List.of(
                "#!/bin/sh",
                "if [ \"$1\" = -version ]; then",
                "  echo 'Picked up JAVA_TOOL_OPTIONS: -Dx=y' >&2",
                "  echo 'openjdk version \"" + version + "\" 2025-04-15' >&2",
                "  exit 0",
                "fi",
                "echo \"OMP $OMP_WAIT_POLICY $OMP_NUM_THREADS\"",
                "echo \"OpenBLAS ${OPENBLAS_CORETYPE:-as it likes}\"",
                "for word in \"$@\"; do echo \"<$word>\"; done",
                "exit 3"));
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    return home;
  }

  private record Run(int status, List<String> lines) {}

  private Run run(Path command, Map<String, String> settings, String... args)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder();
    builder.command().add(command.toString());
    builder.command().addAll(Arrays.asList(args));
    builder
        .environment()
        .keySet()
        .removeAll(List.of("OMP_WAIT_POLICY", "OMP_NUM_THREADS", "OPENBLAS_CORETYPE"));
    builder.environment().put("JAVA_HOME", javaHome.toString());
    builder.environment().putAll(settings);
    Process process = builder.redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return new Run(process.exitValue(), output.lines().toList());
  }

  @Test
  void passesArgumentsAndTheExitStatusOn() throws Exception {
    Run run = run(launcher, Map.of(), "classify", "two words", "");
    assertThat(run.status()).isEqualTo(3);
    assertThat(run.lines())
        .contains("<-Dcellclass.terminal=false>", "<-Xmx3g>")
        .endsWith("<classify>", "<two words>", "<>");
    assertThat(run.lines().get(0)).matches("OMP passive [1-9][0-9]*");
  }

  @Test
  void settingsOfTheUserWin() throws Exception {
    Map<String, String> settings =
        Map.of(
            "OMP_NUM_THREADS",
            "7",
            "OMP_WAIT_POLICY",
            "active",
            "CELLCLASS_JAVA_OPTS",
            "-Xmx1g -Da=b");
    Run run = run(launcher, settings, "--version");
    assertThat(run.lines().get(0)).isEqualTo("OMP active 7");
    assertThat(run.lines().indexOf("<-Xmx1g>")).isGreaterThan(run.lines().indexOf("<-Xmx3g>"));
    assertThat(run.lines()).contains("<-Da=b>");
  }

  @Test
  void openBlasIsToldWhatTheProcessorCan() throws Exception {
    Path cpuinfo = Path.of("/proc/cpuinfo");
    String flags = Files.exists(cpuinfo) ? Files.readString(cpuinfo) : "";
    String kernels =
        flags.contains(" avx512vl")
            ? "SkylakeX"
            : flags.contains(" avx2 ") ? "Haswell" : "as it likes";
    assertThat(run(launcher, Map.of()).lines().get(1)).isEqualTo("OpenBLAS " + kernels);
    assertThat(run(launcher, Map.of("OPENBLAS_CORETYPE", "Zen")).lines().get(1))
        .isEqualTo("OpenBLAS Zen");
  }

  @Test
  void isFoundThroughLinks() throws Exception {
    Path direct = Files.createSymbolicLink(folder.resolve("direct"), launcher);
    Path relative = Files.createSymbolicLink(folder.resolve("relative"), Path.of("direct"));
    assertThat(run(direct, Map.of()).status()).isEqualTo(3);
    assertThat(run(relative, Map.of()).status()).isEqualTo(3);
  }

  @Test
  void anOldJavaIsRefusedWithItsVersion() throws Exception {
    javaHome = java("1.8.0_402");
    Run old = run(launcher, Map.of());
    assertThat(old.status()).isEqualTo(1);
    assertThat(old.lines())
        .singleElement()
        .asString()
        .startsWith("cellclass: Java 17 or later is needed");
    javaHome = java("11.0.2");
    assertThat(run(launcher, Map.of()).lines().get(0)).endsWith("is version 11");
    javaHome = java("25-ea");
    assertThat(run(launcher, Map.of()).status()).isEqualTo(3);
  }

  @Test
  void aWrongJavaHomeIsNamed() throws Exception {
    javaHome = folder.resolve("nowhere");
    Run run = run(launcher, Map.of());
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.lines()).singleElement().asString().contains("JAVA_HOME is " + javaHome);
  }
}
