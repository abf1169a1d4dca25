package io.cellclass.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cellclass.RgbImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class NucleusTest {
  private static final double CENTRE = 0.5;
  private static final double DIAMETER = 0.03;

  /** The border is blurred: smaller nuclei come out some 0.8 pixels short in radius. */
  @Property(tries = 60)
  void aDrawnCellIsFound(
      @ForAll @DoubleRange(min = 65, max = 85) double x,
      @ForAll @DoubleRange(min = 60, max = 80) double y,
      @ForAll @DoubleRange(min = 32, max = 38) double radius) {
    RgbImage image =
        Drawing.blank(150, 140)
            .disc(6, 8, 12, Drawing.RED_CELL)
            .disc(145, 130, 12, Drawing.RED_CELL)
            .disc(x, y, 1.5 * radius, Drawing.CYTOPLASM)
            .disc(x, y, radius, Drawing.NUCLEUS)
            .image();
    assertThat(Nucleus.find(image))
        .hasValueSatisfying(
            nucleus -> {
              assertThat(nucleus.x()).isCloseTo(x, within(CENTRE));
              assertThat(nucleus.y()).isCloseTo(y, within(CENTRE));
              assertThat(nucleus.diameter()).isCloseTo(2 * radius, within(DIAMETER * 2 * radius));
            });
  }

  @Test
  void theLargestOfSeveralIsTaken() {
    RgbImage image =
        Drawing.blank(200, 200)
            .disc(50, 50, 20, Drawing.NUCLEUS)
            .disc(140, 130, 30, Drawing.NUCLEUS)
            .image();
    assertThat(Nucleus.find(image).orElseThrow().x()).isCloseTo(140, within(CENTRE));
  }

  /**
   * As under the yellow light of some microscopes, where even nuclei are hardly bluer than green.
   */
  @Test
  void theColourOfTheLightDoesNotMatter() {
    RgbImage image =
        Drawing.plain(150, 150, 0xe6dc8c)
            .disc(80, 70, 45, 0xb9a58c)
            .disc(80, 70, 28, 0x784b50)
            .image();
    Nucleus nucleus = Nucleus.find(image).orElseThrow();
    assertThat(nucleus.x()).isCloseTo(80, within(CENTRE));
    assertThat(nucleus.diameter()).isCloseTo(56, within(DIAMETER * 56));
  }

  @Test
  void aNucleusIsFoundInNoise() {
    byte[] bytes =
        Drawing.blank(200, 200)
            .disc(90, 110, 40, Drawing.CYTOPLASM)
            .disc(90, 110, 28, Drawing.NUCLEUS)
            .image()
            .bytes();
    Random random = new Random(1);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Math.max(0, Math.min(255, (bytes[i] & 0xff) + 8 * random.nextGaussian()));
    }
    Nucleus nucleus = Nucleus.find(RgbImage.of(200, 200, bytes)).orElseThrow();
    assertThat(nucleus.x()).isCloseTo(90, within(2 * CENTRE));
    assertThat(nucleus.diameter()).isCloseTo(56, within(2 * DIAMETER * 56));
  }

  @Test
  void nothingIsFoundWhereNothingIsStained() {
    assertThat(Nucleus.find(Drawing.blank(100, 80).image())).isEmpty();
    assertThat(Nucleus.find(Drawing.plain(100, 80, 0).image())).isEmpty();
    assertThat(Nucleus.find(Drawing.plain(100, 80, 0xffffff).image())).isEmpty();
    assertThat(Nucleus.find(Drawing.blank(100, 80).disc(50, 40, 20, 0x404040).image())).isEmpty();
    assertThat(Nucleus.find(Drawing.blank(100, 80).disc(50, 40, 20, Drawing.RED_CELL).image()))
        .isEmpty();
  }

  @Test
  void greyNoiseHasNoNucleus() {
    Random random = new Random(2);
    byte[] bytes = new byte[3 * 60 * 60];
    for (int i = 0; i < bytes.length; i += 3) {
      Arrays.fill(bytes, i, i + 3, (byte) random.nextInt(256));
    }
    assertThat(Nucleus.find(RgbImage.of(60, 60, bytes))).isEmpty();
  }

  @Test
  void aPlainPurpleImageHasNoNucleusApartFromTheRest() {
    assertThat(Nucleus.find(Drawing.plain(50, 50, Drawing.NUCLEUS).image())).isEmpty();
    assertThat(Nucleus.find(Drawing.plain(50, 50, 0x0000ff).image())).isEmpty();
  }

  @Test
  void aSpeckIsNoNucleus() {
    assertThat(Nucleus.find(Drawing.blank(300, 300).disc(150, 150, 4, Drawing.NUCLEUS).image()))
        .isEmpty();
  }

  @Property(tries = 300)
  void anyImageIsSearchedAndWhatIsFoundLiesWithin(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 40) int width,
      @ForAll @IntRange(min = 1, max = 40) int height) {
    byte[] bytes = new byte[3 * width * height];
    new Random(seed).nextBytes(bytes);
    Nucleus.find(RgbImage.of(width, height, bytes))
        .ifPresent(
            nucleus -> {
              assertThat(nucleus.x()).isBetween(0.0, (double) width);
              assertThat(nucleus.y()).isBetween(0.0, (double) height);
              assertThat(nucleus.diameter())
                  .isLessThanOrEqualTo(2 * Math.sqrt(width * height / Math.PI));
            });
  }

  @Test
  void thinImagesAreSearched() {
    assertThat(Nucleus.find(Drawing.blank(1, 1).image())).isEmpty();
    assertThat(Nucleus.find(Drawing.plain(1, 1, Drawing.NUCLEUS).image())).isEmpty();
    RgbImage row = Drawing.blank(3000, 1).disc(1500, 0.5, 200, Drawing.NUCLEUS).image();
    assertThat(Nucleus.find(row).orElseThrow().x()).isCloseTo(1500, within(CENTRE));
    RgbImage column = Drawing.blank(1, 3000).disc(0.5, 1000, 200, Drawing.NUCLEUS).image();
    assertThat(Nucleus.find(column).orElseThrow().y()).isCloseTo(1000, within(CENTRE));
  }

  /** 300 photographs and the nuclei that experts drew (Zheng et al. 2018). */
  @Test
  void theNucleusHasTheSizeThatExpertsDrew() throws IOException {
    Path folder = SharedFiles.require("data/zheng1");
    List<Double> errors = new ArrayList<>();
    List<Path> images;
    try (Stream<Path> files = Files.list(folder.resolve("images"))) {
      images = files.sorted().toList();
    }
    for (Path image : images) {
      String name = image.getFileName().toString().replace(".bmp", ".png");
      double expected = drawnDiameter(folder.resolve("masks").resolve(name));
      Nucleus.find(RgbImage.read(image))
          .ifPresent(nucleus -> errors.add(Math.abs(nucleus.diameter() - expected) / expected));
    }
    assertThat(errors).hasSizeGreaterThanOrEqualTo(images.size() * 99 / 100);
    errors.sort(null);
    assertThat(errors.get(errors.size() / 2)).isLessThan(0.05);
  }

  private static double drawnDiameter(Path mask) throws IOException {
    Raster raster = ImageIO.read(mask.toFile()).getRaster();
    int area = 0;
    for (int y = 0; y < raster.getHeight(); y++) {
      for (int x = 0; x < raster.getWidth(); x++) {
        area += raster.getSample(x, y, 0) > 200 ? 1 : 0;
      }
    }
    return 2 * Math.sqrt(area / Math.PI);
  }
}
