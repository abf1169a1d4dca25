package io.cellclass.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.primitives.Bytes;
import io.cellclass.MalformedBundleException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Zip files that break the rules of a bundle, seen through the bundle's door. */
class ZipPartsTest {
  private final Path folder;

  private byte[] good = {};
  private int directory;
  private int end;

  ZipPartsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeEach
  void writeABundle() throws IOException {
    Path file = folder.resolve("good.cellclass");
    BundleFixture.bundle(30).write(file);
    good = Files.readAllBytes(file);
    end = good.length - 22;
    directory = little(good).getInt(end + 16);
  }

  @Test
  void everyTruncationIsRefused() throws IOException {
    for (int length = 0; length < good.length; length += 1 + length / 20) {
      assertRefused(Arrays.copyOf(good, length), "");
    }
    assertRefused(new byte[0], "expected 22 bytes of the end record, found a file of 0");
    assertRefused(Arrays.copyOf(good, good.length - 1), "the signature of a zip's end record");
  }

  @Test
  void aFlippedBitInTheDataIsRefused() throws IOException {
    byte[] bytes = good.clone();
    bytes[directory - 1] ^= 4;
    assertRefused(bytes, "weights.safetensors: expected the CRC ");
    bytes = good.clone();
    bytes[60] ^= 4;
    assertRefused(bytes, "manifest.json: expected the CRC ");
  }

  @Test
  void bytesBeforeAndBehindAreRefused() throws IOException {
    assertRefused(Bytes.concat(new byte[] {'#'}, good), "the end of the directory: expected");
    assertRefused(Bytes.concat(good, new byte[] {0}), "the signature of a zip's end record");
  }

  @Test
  void bytesBeforeWithACorrectedDirectoryAreRefused() throws IOException {
    byte[] bytes = Bytes.concat(new byte[] {'#'}, good);
    little(bytes).putInt(end + 1 + 16, directory + 1);
    assertRefused(bytes, "manifest.json: the signature of its header");
  }

  @Test
  void bytesBetweenEntriesAndDirectoryAreRefused() throws IOException {
    byte[] bytes =
        Bytes.concat(
            Arrays.copyOf(good, directory),
            new byte[] {0},
            Arrays.copyOfRange(good, directory, good.length));
    little(bytes).putInt(end + 1 + 16, directory + 1);
    assertRefused(
        bytes, "the end of the last entry: expected " + (directory + 1) + ", found " + directory);
  }

  @Test
  void aCommentIsRefused() throws IOException {
    byte[] bytes = Bytes.concat(good, new byte[30]);
    little(bytes).putShort(end + 20, (short) 30);
    assertRefused(bytes, "the signature of a zip's end record");
  }

  @Test
  void anEncryptedEntryIsRefused() throws IOException {
    byte[] bytes = good.clone();
    bytes[6] |= 1;
    bytes[directory + 8] |= 1;
    assertRefused(bytes, "manifest.json: flags such as encryption: expected 0, found 1");
  }

  @Test
  void otherCompressionAndNewerZipVersionsAreRefused() throws IOException {
    byte[] bytes = good.clone();
    bytes[8] = 12;
    bytes[directory + 10] = 12;
    assertRefused(bytes, "manifest.json: expected stored or deflated data, found method 12");
    bytes = good.clone();
    bytes[4] = 45;
    bytes[directory + 6] = 45;
    assertRefused(bytes, "manifest.json: expected zip version up to 20, found 45");
  }

  @Test
  void aHeaderThatContradictsTheDirectoryIsRefused() throws IOException {
    for (int position : new int[] {4, 6, 8, 10, 14, 18, 22, 30}) {
      byte[] bytes = good.clone();
      bytes[position] ^= 2;
      assertRefused(bytes, "manifest.json: expected its header to say what the directory says");
    }
  }

  @Test
  void entriesThatShareBytesAreRefused() throws IOException {
    byte[] bytes = good.clone();
    int second = directory + 46 + BundleWriter.MANIFEST.length();
    little(bytes).putInt(second + 42, 0);
    assertRefused(bytes, "weights.safetensors: the position of its header");
  }

  @Test
  void aClaimOfFourGigabytesIsRefused() throws IOException {
    byte[] bytes = good.clone();
    for (int position : new int[] {18, 22, directory + 20, directory + 24}) {
      little(bytes).putInt(position, -1);
    }
    assertRefused(bytes, "expected");
  }

  @Test
  void otherEntriesAreListed() throws IOException {
    assertEntriesRefused("found 1: [manifest.json]", "manifest.json");
    assertEntriesRefused("found 0: []");
    assertEntriesRefused(
        "expected the entries [manifest.json, weights.safetensors], found 3: [manifest.json,"
            + " weights.safetensors, more]",
        "manifest.json",
        "weights.safetensors",
        "more");
    assertEntriesRefused("../manifest.json", "../manifest.json", "weights.safetensors");
    assertEntriesRefused("/weights.safetensors", "manifest.json", "/weights.safetensors");
    assertEntriesRefused("manifest.json/", "manifest.json/", "weights.safetensors");
    assertEntriesRefused("MANIFEST.JSON", "MANIFEST.JSON", "weights.safetensors");
    assertEntriesRefused("manifest.json?", "manifest.json\0", "weights.safetensors");
    assertEntriesRefused("man??fest.json", "man\u00effest.json", "weights.safetensors");
  }

  @Test
  void anEntryThatIsThereTwiceIsRefused() throws IOException {
    byte[] bytes = zip("manifest.json", "manifest.jsom");
    String text = new String(bytes, StandardCharsets.ISO_8859_1).replace("jsom", "json");
    assertRefused(
        text.getBytes(StandardCharsets.ISO_8859_1), "found 2: [manifest.json, manifest.json]");
  }

  @Test
  void thousandsOfEntriesAreRefused() throws IOException {
    String[] names = new String[3000];
    Arrays.setAll(names, i -> "entry" + i);
    assertEntriesRefused("expected a directory of at most 65536 bytes", names);
  }

  @Test
  void anExtraFieldIsRefused() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (String name : new String[] {"manifest.json", "weights.safetensors"}) {
        ZipEntry entry = new ZipEntry(name);
        entry.setExtra(new byte[] {0x34, 0x12, 1, 0, 7});
        zip.putNextEntry(entry);
      }
    }
    assertRefused(out.toByteArray(), "manifest.json: an extra field's length: expected 0, found 5");
  }

  @Test
  void deflatedDataOfAnotherLengthIsRefused() throws IOException {
    Map<String, byte[]> parts = new LinkedHashMap<>();
    parts.put("weights.safetensors", new byte[10]);
    parts.put("manifest.json", new byte[5000]);
    byte[] bytes = BundleFixture.zip(parts, ZipEntry.DEFLATED);
    int start = little(bytes).getInt(bytes.length - 22 + 16);
    int manifest = start + 46 + "weights.safetensors".length();
    for (int claim : new int[] {4999, 5001, 1 << 20}) {
      byte[] changed = bytes.clone();
      little(changed).putInt(manifest + 24, claim);
      // The data descriptor says the same.
      little(changed).putInt(start - 4, claim);
      assertRefused(changed, "manifest.json: expected " + claim + " bytes, found ");
    }
  }

  @Test
  void otherZipReadersReadWhatIsWritten() throws IOException {
    try (ZipFile zip = new ZipFile(folder.resolve("good.cellclass").toFile())) {
      assertThat(zip.stream().map(ZipEntry::getName))
          .containsExactly("manifest.json", "weights.safetensors");
    }
  }

  private void assertEntriesRefused(String message, String... names) throws IOException {
    assertRefused(zip(names), message);
  }

  private static byte[] zip(String... names) {
    Map<String, byte[]> parts = new LinkedHashMap<>();
    for (String name : names) {
      parts.put(name, new byte[] {'{', '}'});
    }
    return BundleFixture.zip(parts, ZipEntry.STORED);
  }

  private static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private void assertRefused(byte[] bytes, String message) throws IOException {
    Path file = Files.write(folder.resolve("bad.cellclass"), bytes);
    assertThatExceptionOfType(MalformedBundleException.class)
        .isThrownBy(() -> ModelBundle.read(file))
        .withMessageStartingWith(file + ": ")
        .withMessageContaining(message);
  }
}
