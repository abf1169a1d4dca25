package io.cellclass.examples.classifyonly;

import static org.assertj.core.api.Assertions.assertThat;

import io.cellclass.RgbImage;
import io.cellclass.network.TestVector;
import io.cellclass.wbc.WbcModel;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With what an application would be shipped with, and nothing else. */
class ClassifyOnlyTest {
  private static final long MOST_BYTES = 90_000_000;

  @TempDir private Path folder;

  private static List<Path> runtimeClassPath() throws IOException {
    String paths = Files.readString(Path.of("target/runtime-class-path")).strip();
    return Stream.of(paths.split(File.pathSeparator, -1)).map(Path::of).toList();
  }

  @Test
  void noDeeplearning4jIsNeeded() throws IOException {
    long bytes = 0;
    for (Path entry : runtimeClassPath()) {
      assertThat(entry.toString().replace('\\', '/'))
          .doesNotContain("org/nd4j", "org/deeplearning4j", "org/bytedeco", "junit");
      try (Stream<Path> files = Files.walk(entry)) {
        bytes += files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
      }
    }
    assertThat(bytes).isBetween(MOST_BYTES / 3, MOST_BYTES);
  }

  @Test
  void theProgramClassifies() throws IOException, InterruptedException {
    Path model = folder.resolve("wbc.cellclass");
    try (InputStream resource = WbcModel.class.getResourceAsStream("wbc.cellclass")) {
      Files.copy(Objects.requireNonNull(resource), model);
    }
    RgbImage cell = TestVector.pictures().get(0);
    Path image = folder.resolve("cell.png");
    write(cell, image);

    String said = output(model, image);

    assertThat(said).matches("\\Q" + image + "\\E [a-z]+ [01]\\.\\d{3}\\R");
  }

  private static void write(RgbImage image, Path file) throws IOException {
    BufferedImage pixels =
        new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++) {
        pixels.setRGB(x, y, image.rgb(x, y));
      }
    }
    ImageIO.write(pixels, "png", file.toFile());
  }

  private static String output(Path model, Path image) throws IOException, InterruptedException {
    String classPath =
        String.join(
            File.pathSeparator,
            Path.of("target/classes").toString(),
            Files.readString(Path.of("target/runtime-class-path")).strip());
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath,
                ClassifyOnly.class.getName(),
                model.toString(),
                image.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
