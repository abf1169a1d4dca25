package io.cellclass.segment.classic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cellclass.ImageSource;
import io.cellclass.RgbImage;
import io.cellclass.segment.LabelMap;
import io.cellclass.segment.MaskedImage;
import io.cellclass.segment.PixelClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForestSegmenterTest {
  private static final ForestTraining SMALL = new ForestTraining(8, 40, 10, 5);

  @TempDir private Path folder;

  /** A striped disc in a smooth one on a noisy ground, all of one mean colour: texture alone. */
  private static MaskedImage textured(int seed, int width, int height) {
    Random random = new Random(seed);
    byte[] rgb = new byte[3 * width * height];
    int[] cells = new int[width * height];
    PixelClass[] classes = new PixelClass[cells.length];
    for (int i = 0; i < cells.length; i++) {
      int row = i / width;
      double away = Math.hypot(i % width - 40, row - 40);
      boolean stripe = i % width / 2 % 2 == 0;
      int value = 128 + (int) (25 * random.nextGaussian());
      classes[i] = PixelClass.BACKGROUND;
      if (away < 30) {
        classes[i] = away < 15 ? PixelClass.NUCLEUS : PixelClass.CYTOPLASM;
        value = away >= 15 ? 128 : stripe ? 88 : 168;
        cells[i] = 1;
      }
      Arrays.fill(rgb, 3 * i, 3 * i + 3, (byte) value);
    }
    LabelMap truth = LabelMap.of(width, height, cells, classes);
    RgbImage image = RgbImage.of(width, height, rgb);
    return new MaskedImage("image " + seed, ImageSource.of("image " + seed, image), () -> truth);
  }

  private static ForestSegmenter trained() throws IOException {
    return SMALL.train(List.of(textured(1, 80, 80), textured(2, 80, 80)));
  }

  @Test
  void textureIsLearntWhereNoThresholdSeesAnything() throws IOException {
    MaskedImage other = textured(3, 90, 84);

    LabelMap found = trained().segment(other.image().read());

    double[] dice = Zheng1.dice(found, other.truth().read());
    assertThat(found.count()).isEqualTo(1);
    assertThat(dice[0]).isGreaterThan(0.93);
    assertThat(dice[1]).isGreaterThan(0.85);
  }

  @Test
  void theSameSeedGrowsTheSameForest() throws IOException {
    trained().save(folder.resolve("a"));
    trained().save(folder.resolve("b"));
    new ForestTraining(8, 40, 10, 6).train(List.of(textured(1, 80, 80))).save(folder.resolve("c"));

    assertThat(folder.resolve("a")).hasSameBinaryContentAs(folder.resolve("b"));
    assertThat(Files.readAllBytes(folder.resolve("a")))
        .isNotEqualTo(Files.readAllBytes(folder.resolve("c")));
  }

  @Test
  void whatIsReadSegmentsAsWhatWasSaved() throws IOException {
    ForestSegmenter forest = trained();
    Path file = folder.resolve("forest");
    forest.save(file);
    RgbImage image = textured(4, 80, 80).image().read();

    assertThat(ForestSegmenter.read(file).segment(image)).isEqualTo(forest.segment(image));
  }

  @Test
  void stripsLeaveNoSeam() throws IOException {
    ForestSegmenter forest = trained();
    RgbImage tall = textured(5, 40, 300).image().read();
    PixelFeatures whole = PixelFeatures.of(tall);
    PixelFeatures rows = PixelFeatures.of(ForestSegmenter.rows(tall, 226, 300));
    float[] a = new float[PixelFeatures.COUNT];
    float[] b = new float[PixelFeatures.COUNT];
    whole.copy(256 * 40 + 17, a);
    rows.copy((256 - 226) * 40 + 17, b);

    assertThat(a).isEqualTo(b);
    assertThat(forest.classes(tall)).doesNotContainNull();
  }

  @Test
  void eachChangedByteOfAFileIsFound() throws IOException {
    Path file = folder.resolve("forest");
    trained().save(file);
    byte[] bytes = Files.readAllBytes(file);
    Random random = new Random(1);
    for (int i = 0; i < 200; i++) {
      byte[] changed = bytes.clone();
      changed[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(255));
      Files.write(file, i % 2 == 0 ? changed : Arrays.copyOf(bytes, random.nextInt(bytes.length)));
      assertThatThrownBy(() -> ForestSegmenter.read(file))
          .isInstanceOf(MalformedForestException.class)
          .hasMessageContaining("forest: expected a pixel classifier, but ");
    }
  }

  /** Whoever makes a wrong file can make its hash too. */
  @Test
  void aWrongFileWithTheRightHashIsRefusedOrHarmless() throws Exception {
    Path file = folder.resolve("forest");
    trained().save(file);
    byte[] bytes = Files.readAllBytes(file);
    RgbImage image = textured(6, 30, 30).image().read();
    Random random = new Random(2);
    List<String> messages = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      byte[] content = Arrays.copyOf(bytes, bytes.length - 32 - random.nextInt(3));
      content[8 + random.nextInt(i < 100 ? 40 : content.length - 8)] = (byte) random.nextInt();
      byte[] forged = Arrays.copyOf(content, content.length + 32);
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
      System.arraycopy(hash, 0, forged, content.length, 32);
      Files.write(file, forged);
      try {
        assertThat(ForestSegmenter.read(file).segment(image).width()).isEqualTo(30);
      } catch (MalformedForestException e) {
        messages.add(e.getMessage());
      }
    }
    assertThat(messages).hasSizeGreaterThan(50);
    assertThat(String.join("\n", messages)).contains("it ends too early", "goes on to", "version");
  }

  @Test
  void imagesWithoutNucleiTeachNothing() {
    LabelMap plain = LabelMap.of(2, 1, new int[] {0, 1});
    RgbImage image = RgbImage.of(2, 1, new byte[6]);
    List<MaskedImage> unknown =
        List.of(new MaskedImage("a", ImageSource.of("a", image), () -> plain));
    assertThatThrownBy(() -> SMALL.train(unknown))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a: expected a map that tells nuclei from cytoplasm");
    assertThatThrownBy(() -> SMALL.train(List.of())).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ForestTraining(0, 1, 1, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void fewRealCellsTeachOthers() throws IOException {
    List<MaskedImage> images = Zheng1.images(8);
    ForestSegmenter forest = SMALL.train(images.subList(0, 19));

    double[] dice = Zheng1.meanDice(forest::segment, images.subList(19, images.size()));

    assertThat(dice[0]).isGreaterThan(0.93);
    assertThat(dice[1]).isGreaterThan(0.88);
  }
}
