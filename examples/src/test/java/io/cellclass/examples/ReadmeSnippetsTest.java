package io.cellclass.examples;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.cellclass.Sample;
import io.cellclass.testkit.BloodSmears;
import io.cellclass.testkit.Leukocyte;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of the README is the marked code of {@link FirstFiveMinutes}, and that runs. */
class ReadmeSnippetsTest {
  private static final Path README = Path.of("../README.md");
  private static final Path SOURCE =
      Path.of("src/main/java/io/cellclass/examples/FirstFiveMinutes.java");
  private static final Pattern BLOCK =
      Pattern.compile("^\\s*```java\\s*\\R(.*?)^\\s*```", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern REGION =
      Pattern.compile("// snippet: \\S+\\R(.*?)// end of snippet", Pattern.DOTALL);
  private static final Predicate<String> IMPORT = line -> line.startsWith("import ");
  private static final int IMAGES_PER_CLASS = 5;

  @TempDir private Path folder;

  @Test
  void everyJavaBlockIsCodeThatIsCompiledAndRun() throws IOException {
    String source = Files.readString(SOURCE);
    List<String> regions = all(REGION, source);
    assertThat(regions).isNotEmpty();
    for (String block : blocks()) {
      assertThat(source.lines()).containsAll(block.lines().filter(IMPORT).toList());
      String code = normalised(block.lines().filter(IMPORT.negate()).collect(joining("\n")));
      assertThat(regions)
          .as("a region of FirstFiveMinutes.java with the README's code: %s", block)
          .anyMatch(region -> normalised(region).contains(code));
    }
  }

  @Test
  void noFigureIsLeftToBeFilledIn() throws IOException {
    assertThat(Files.readString(README).lines()).filteredOn(line -> line.contains("@@")).isEmpty();
  }

  private static List<String> blocks() throws IOException {
    return all(BLOCK, Files.readString(README));
  }

  private static List<String> all(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(result -> result.group(1)).toList();
  }

  private static String normalised(String code) {
    return code.replaceAll("\\s+", " ").strip();
  }

  @Test
  void theCodeRuns() throws IOException, InterruptedException {
    for (Sample cell : BloodSmears.dataset(IMAGES_PER_CLASS, 1).samples()) {
      write(cell, folder.resolve("my-cells").resolve(cell.label().name()), cell.id() + ".png");
    }
    write(BloodSmears.dataset(1, 2).samples().get(0), folder, "cell.png");
    List<String> lines = runInFolder();
    assertThat(lines).hasSize(3);
    assertThat(ImageIO.read(folder.resolve("explained.png").toFile()).getWidth())
        .isGreaterThan(300);
    // A drawn cell is a strange one to a model of photographs, but it gets one of its labels.
    assertThat(lines.get(0))
        .isIn(
            "basophil",
            "eosinophil",
            "erythroblast",
            "ig",
            "lymphocyte",
            "monocyte",
            "neutrophil",
            "platelet");
    assertThat(lines.get(1)).matches("[0-9.,]+ % of the validation images are right");
    assertThat(Leukocyte.labels().asList()).extracting(Object::toString).contains(lines.get(2));
  }

  private static void write(Sample cell, Path folder, String name) throws IOException {
    Files.createDirectories(folder);
    ImageIO.write(cell.image().toBufferedImage(), "png", folder.resolve(name).toFile());
  }

  /** In a process of its own, as its paths are relative and its files are those of the README. */
  private List<String> runInFolder() throws IOException, InterruptedException {
    Path errors = folder.resolve("errors.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx2g",
                "-cp",
                System.getProperty("java.class.path"),
                FirstFiveMinutes.class.getName())
            .directory(folder.toFile())
            .redirectError(errors.toFile())
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(errors)).isZero();
    return output.lines().toList();
  }
}
