package io.cellclass.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The launcher for Windows, as far as it can be looked at elsewhere. */
class WindowsLauncherTest {
  private static final Path BIN = Path.of("src/main/launcher/bin");
  private static final Pattern JAVA_OPTION = Pattern.compile("(?<= )-(?:Xmx\\w+|D[\\w.]+)");

  @Test
  void givesJavaTheOptionsThatTheOtherLauncherGives() throws IOException {
    assertThat(options("cellclass.bat")).hasSize(6).isEqualTo(options("cellclass"));
  }

  private static Set<String> options(String launcher) throws IOException {
    return JAVA_OPTION
        .matcher(Files.readString(BIN.resolve(launcher)))
        .results()
        .map(result -> result.group())
        .collect(Collectors.toSet());
  }
}
