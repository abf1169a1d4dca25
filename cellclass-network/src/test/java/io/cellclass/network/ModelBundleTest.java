package io.cellclass.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.cellclass.LabelSet;
import io.cellclass.MalformedBundleException;
import io.cellclass.Provenance;
import io.cellclass.network.Framing.WholeImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelBundleTest {
  @Property(tries = 100)
  void whatIsWrittenIsReadAgain(@ForAll long seed) throws IOException {
    Path file = Files.createTempFile("bundle", ".cellclass");
    try {
      ModelBundle bundle = BundleFixture.bundle(seed);
      bundle.write(file);
      assertSame(ModelBundle.read(file), bundle);
    } finally {
      Files.delete(file);
    }
  }

  @Property(tries = 100)
  void whatIsWrittenCompactlyIsReadAgainToTheLastBit(@ForAll long seed, @ForAll boolean eightBit)
      throws IOException {
    Path file = Files.createTempFile("bundle", ".cellclass");
    try {
      ModelBundle bundle =
          eightBit ? BundleFixture.withEightBitKernels(seed) : BundleFixture.bundle(seed);
      bundle.writeCompact(file);
      assertSame(ModelBundle.read(file), bundle);
    } finally {
      Files.delete(file);
    }
  }

  @Property(tries = 100)
  void kernelsOfEightBitsTakeAByteForEachValueAndOthersAtMostFour(@ForAll long seed)
      throws IOException {
    Path file = Files.createTempFile("bundle", ".cellclass");
    try {
      ModelBundle bundle = BundleFixture.withEightBitKernels(seed);
      bundle.write(file);
      assertThat(valueBytes(file)).isEqualTo(bytes(bundle, Float.BYTES));
      bundle.writeCompact(file);
      assertThat(valueBytes(file)).isLessThanOrEqualTo(bytes(bundle, 1));
    } finally {
      Files.delete(file);
    }
  }

  private static long bytes(ModelBundle bundle, int forAKernelsValue) {
    return bundle.network().weights().entrySet().stream()
        .mapToLong(
            entry ->
                (long) entry.getValue().size()
                    * (entry.getKey().endsWith("/kernel") ? forAKernelsValue : Float.BYTES))
        .sum();
  }

  /** The weights' part without its header, whose length its first eight bytes tell. */
  private static long valueBytes(Path bundle) throws IOException {
    byte[] weights = entry(bundle, BundleWriter.WEIGHTS);
    long header = ByteBuffer.wrap(weights).order(ByteOrder.LITTLE_ENDIAN).getLong();
    return weights.length - Long.BYTES - header;
  }

  private static void assertSame(ModelBundle found, ModelBundle expected) {
    assertThat(found.network().input()).isEqualTo(expected.network().input());
    assertThat(found.network().nodes()).isEqualTo(expected.network().nodes());
    assertThat(found.network().outputs()).isEqualTo(expected.network().outputs());
    assertThat(found.network().weights()).isEqualTo(expected.network().weights());
    assertThat(found.preprocessing()).isEqualTo(expected.preprocessing());
    assertThat(found.labels()).isEqualTo(expected.labels());
    assertThat(found.provenance()).isEqualTo(expected.provenance());
    assertThat(found.testVectors()).isEqualTo(expected.testVectors());
  }

  @Test
  void aBundleFromAnotherZipWriterIsRead(@TempDir Path folder) throws IOException {
    ModelBundle bundle = BundleFixture.bundle(1);
    byte[] manifest = BundleFixture.manifest(bundle).toString().getBytes(StandardCharsets.UTF_8);
    Map<String, byte[]> parts =
        Map.of(
            BundleWriter.MANIFEST, manifest, BundleWriter.WEIGHTS, BundleFixture.weights(bundle));
    for (int method : new int[] {ZipEntry.STORED, ZipEntry.DEFLATED}) {
      Path file = Files.write(folder.resolve("other.cellclass"), BundleFixture.zip(parts, method));
      assertSame(ModelBundle.read(file), bundle);
    }
  }

  @Test
  void equalBundlesAreWrittenAsEqualBytes(@TempDir Path folder) throws IOException {
    Path first = folder.resolve("first");
    Path second = folder.resolve("second");
    BundleFixture.bundle(5).write(first);
    BundleFixture.bundle(5).write(second);
    assertThat(second).hasSameBinaryContentAs(first);
    BundleFixture.withEightBitKernels(5).writeCompact(first);
    BundleFixture.withEightBitKernels(5).writeCompact(second);
    assertThat(second).hasSameBinaryContentAs(first);
  }

  @Test
  void theTimeOfTrainingChangesOneLineOfTheManifestAndNoWeight(@TempDir Path folder)
      throws IOException {
    ModelBundle bundle = BundleFixture.bundle(6);
    Provenance before = bundle.provenance();
    Provenance later =
        new Provenance(
            before.dataHash(),
            before.seed(),
            before.settings(),
            before.environment(),
            Instant.EPOCH);
    Path first = folder.resolve("first");
    Path second = folder.resolve("second");
    bundle.write(first);
    with(bundle, later).write(second);
    assertThat(entry(second, BundleWriter.WEIGHTS)).isEqualTo(entry(first, BundleWriter.WEIGHTS));
    List<String> lines = new ArrayList<>(lines(first));
    lines.removeAll(lines(second));
    assertThat(lines).singleElement().asString().contains("\"created\"");
  }

  private static ModelBundle with(ModelBundle bundle, Provenance provenance) {
    return ModelBundle.of(
        bundle.network(),
        bundle.preprocessing(),
        bundle.labels(),
        provenance,
        bundle.testVectors());
  }

  private static List<String> lines(Path bundle) throws IOException {
    return new String(entry(bundle, BundleWriter.MANIFEST), StandardCharsets.UTF_8)
        .lines()
        .toList();
  }

  private static byte[] entry(Path bundle, String name) throws IOException {
    try (ZipFile zip = new ZipFile(bundle.toFile());
        InputStream in = zip.getInputStream(zip.getEntry(name))) {
      return in.readAllBytes();
    }
  }

  @Test
  void theWeightsOfTheFileAreBareSafetensors(@TempDir Path folder) throws IOException {
    ModelBundle bundle = BundleFixture.bundle(7);
    Path file = folder.resolve("bundle");
    bundle.write(file);
    assertThat(entry(file, BundleWriter.WEIGHTS)).isEqualTo(BundleFixture.weights(bundle));
  }

  @Test
  void partsThatDoNotFitAreRefused() {
    ModelBundle good = BundleFixture.bundle(8);
    int size = good.preprocessing().size();
    assertRefused(
        good.network().upTo(List.of("logits")), good.preprocessing(), good.labels(), "softmax");
    assertRefused(
        good.network(),
        new Preprocessing(good.preprocessing().framing(), size + 1, ValueRange.UNIT),
        good.labels(),
        "found " + size + "x" + size + "x3");
    assertRefused(good.network(), good.preprocessing(), LabelSet.of("one"), "labels");
  }

  private static void assertRefused(
      Network network, Preprocessing preprocessing, LabelSet labels, String message) {
    Provenance provenance = new Provenance("", 0, Map.of(), Map.of(), Instant.EPOCH);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ModelBundle.of(network, preprocessing, labels, provenance, List.of()))
        .withMessageContaining(message);
  }

  @Test
  void testVectorsOfAnotherLengthOrTooManyAreRefused() {
    ModelBundle good = BundleFixture.bundle(9);
    TestVector vector = good.testVectors().get(0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> with(good, List.of(TestVector.of(20, 20, 1, 0.5f))))
        .withMessageContaining("test vectors of");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> with(good, Collections.nCopies(17, vector)))
        .withMessageContaining("at most 16 test vectors, found 17");
  }

  private static ModelBundle with(ModelBundle bundle, List<TestVector> vectors) {
    return ModelBundle.of(
        bundle.network(), bundle.preprocessing(), bundle.labels(), bundle.provenance(), vectors);
  }

  @Test
  void whatWouldNotBeReadIsNotWritten(@TempDir Path folder) {
    ModelBundle good = BundleFixture.bundle(13);
    assertNotWritten(folder, with(good, List.of()), "expected at least one");
    assertNotWritten(
        folder,
        with(good, settings(good, "x".repeat(4 << 20))),
        "expected a manifest of at most 4194304 bytes, found");
    assertNotWritten(folder, with(good, settings(good, "\ud800")), "found half a character");
    assertNotWritten(folder, withLabels(10_001), "expected a list of at most 10000");
  }

  private static void assertNotWritten(Path folder, ModelBundle bundle, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> bundle.write(folder.resolve("new.cellclass")))
        .withMessageContaining("cannot be written: ")
        .withMessageContaining(message);
    assertThat(folder).isEmptyDirectory();
  }

  private static Provenance settings(ModelBundle bundle, String text) {
    Provenance before = bundle.provenance();
    return new Provenance(
        before.dataHash(),
        before.seed(),
        Map.of("text", text),
        before.environment(),
        before.created());
  }

  private static ModelBundle withLabels(int count) {
    return ModelBundle.of(
        BundleFixture.network(new Random(1), 6, count),
        new Preprocessing(new WholeImage(), 6, ValueRange.UNIT),
        LabelSet.of(IntStream.range(0, count).mapToObj(i -> "l" + i).toArray(String[]::new)),
        BundleFixture.bundle(1).provenance(),
        List.of(TestVector.of(16, 16, 1, new float[count])));
  }

  @Test
  void anEngineThatAnswersAsRecordedPasses() throws IOException {
    ModelBundle bundle = BundleFixture.bundle(10);
    bundle.check(images -> answers(bundle, 0.9f * (float) TestVector.TOLERANCE));
  }

  @Test
  void anEngineThatAnswersDifferentlyIsNamedWithItsFile(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("bundle.cellclass");
    BundleFixture.bundle(11).write(file);
    ModelBundle bundle = ModelBundle.read(file);
    assertThatExceptionOfType(MalformedBundleException.class)
        .isThrownBy(() -> bundle.check(images -> answers(bundle, 2 * (float) TestVector.TOLERANCE)))
        .withMessageContaining(file + ": the network answers differently from when it was saved: ")
        .withMessageContaining("expected " + bundle.testVectors().get(0).probabilities());
    assertThatExceptionOfType(MalformedBundleException.class)
        .isThrownBy(() -> bundle.check(images -> answers(bundle, Float.NaN)));
  }

  private static List<float[]> answers(ModelBundle bundle, float error) {
    List<float[]> answers = new ArrayList<>();
    for (TestVector vector : bundle.testVectors()) {
      float[] answer = new float[vector.probabilities().size()];
      for (int i = 0; i < answer.length; i++) {
        answer[i] = vector.probabilities().get(i) + error;
      }
      answers.add(answer);
    }
    return answers;
  }

  @Test
  void anEngineThatLeavesImagesOutIsAtFault() {
    ModelBundle bundle = BundleFixture.bundle(12);
    assertThatIllegalStateException()
        .isThrownBy(() -> bundle.check(images -> List.of()))
        .withMessageContaining("expected answers for 2 images, found 0");
  }
}
