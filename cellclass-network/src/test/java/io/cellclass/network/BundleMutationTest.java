package io.cellclass.network;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cellclass.MalformedBundleException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged bundles are refused with a {@link MalformedBundleException}, or are bundles still. */
class BundleMutationTest {
  private static final int BUNDLES = 4;

  /** Of each kind. */
  private static final int MUTANTS = 700;

  private final Path folder;

  private final List<byte[]> bundles = new ArrayList<>();
  private final List<ObjectNode> manifests = new ArrayList<>();
  private final List<byte[]> weights = new ArrayList<>();
  private final List<byte[]> compactWeights = new ArrayList<>();

  BundleMutationTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeEach
  void writeBundles() throws IOException {
    for (int i = 0; i < BUNDLES; i++) {
      Path file = folder.resolve("good" + i);
      ModelBundle bundle = BundleFixture.withEightBitKernels(40 + i);
      bundle.write(file);
      manifests.add(BundleFixture.manifest(bundle));
      weights.add(BundleFixture.weights(bundle));
      compactWeights.add(BundleFixture.compactWeights(bundle));
      bundles.add(Files.readAllBytes(file));
    }
  }

  @Test
  void bytesOfTheFile() throws IOException {
    int valid = 0;
    for (int i = 0; i < MUTANTS; i++) {
      Random random = new Random(i);
      valid += isValid(mutate(bundles.get(i % BUNDLES), random)) ? 1 : 0;
    }
    // Those that touch only what no reader looks at: who made the file, and on which system.
    assertThat(valid).isLessThan(MUTANTS / 20);
  }

  @Test
  void bytesOfTheWeightsUnderARightHash() throws IOException {
    assertSomeAreValid(weights);
  }

  @Test
  void bytesOfCompactWeightsUnderARightHash() throws IOException {
    assertSomeAreValid(compactWeights);
  }

  private void assertSomeAreValid(List<byte[]> unharmed) throws IOException {
    int valid =
        mutateParts(
            (random, i) -> {
              byte[] good = unharmed.get(i % BUNDLES);
              // Half of them in the header, which is small.
              byte[] mutant = random.nextBoolean() ? mutate(good, random) : flip(good, random, 600);
              return BundleFixture.zip(manifests.get(i % BUNDLES), mutant);
            });
    assertThat(valid).isBetween(1, MUTANTS - 1);
  }

  @Test
  void bytesOfTheManifestUnderARightChecksum() throws IOException {
    int valid =
        mutateParts(
            (random, i) -> {
              byte[] manifest = manifests.get(i % BUNDLES).toString().getBytes(UTF_8);
              return BundleFixture.zip(mutate(manifest, random), weights.get(i % BUNDLES));
            });
    assertThat(valid).isBetween(1, MUTANTS - 1);
  }

  @Test
  void valuesOfTheManifestUnderARightChecksum() throws IOException {
    int valid =
        mutateParts(
            (random, i) -> {
              ObjectNode manifest = manifests.get(i % BUNDLES).deepCopy();
              mutate(manifest, random);
              return BundleFixture.zip(manifest, weights.get(i % BUNDLES));
            });
    assertThat(valid).isBetween(1, MUTANTS - 1);
  }

  private int mutateParts(BiFunction<Random, Integer, byte[]> mutant) throws IOException {
    int valid = 0;
    for (int i = 0; i < MUTANTS; i++) {
      valid += isValid(mutant.apply(new Random(i), i)) ? 1 : 0;
    }
    return valid;
  }

  /** Anything but a refusal or a bundle fails the test by being thrown. */
  private boolean isValid(byte[] mutant) throws IOException {
    Path file = Files.write(folder.resolve("mutant"), mutant);
    try {
      ModelBundle bundle = ModelBundle.read(file);
      bundle
          .testVectors()
          .forEach(vector -> assertThat(vector.image().width()).isEqualTo(vector.width()));
      Fingerprint weights = Fingerprint.of(out -> out.write(BundleFixture.weights(bundle)));
      Manifest manifest = Manifest.of(bundle, weights);
      assertThat(ManifestDecoder.decode(ManifestEncoder.encode(manifest))).isEqualTo(manifest);
      return true;
    } catch (MalformedBundleException e) {
      assertThat(e).hasMessageStartingWith(file + ": ");
      return false;
    }
  }

  private byte[] mutate(byte[] bytes, Random random) {
    return switch (random.nextInt(6)) {
      case 0, 1 -> flip(bytes, random, bytes.length);
      case 2 -> Arrays.copyOf(bytes, random.nextInt(bytes.length));
      case 3 -> spliced(bytes, random.nextInt(bytes.length), bytes, random);
      case 4 ->
          spliced(bytes, random.nextInt(bytes.length), bundles.get(random.nextInt(4)), random);
      default -> {
        byte[] result = bytes.clone();
        int at = random.nextInt(result.length);
        Arrays.fill(result, at, Math.min(result.length, at + 1 + random.nextInt(8)), (byte) -1);
        yield result;
      }
    };
  }

  private static byte[] flip(byte[] bytes, Random random, int within) {
    byte[] result = bytes.clone();
    for (int i = random.nextInt(3); i >= 0; i--) {
      result[random.nextInt(Math.min(within, result.length))] ^= (byte) (1 << random.nextInt(8));
    }
    return result;
  }

  /** With a piece of another array put in, or in place of as many bytes. */
  private static byte[] spliced(byte[] bytes, int at, byte[] other, Random random) {
    int from = random.nextInt(other.length);
    int count = Math.min(other.length - from, 1 + random.nextInt(64));
    int behind = random.nextBoolean() ? at : Math.min(bytes.length, at + count);
    byte[] result = new byte[at + count + bytes.length - behind];
    System.arraycopy(bytes, 0, result, 0, at);
    System.arraycopy(other, from, result, at, count);
    System.arraycopy(bytes, behind, result, at + count, bytes.length - behind);
    return result;
  }

  /** Replaces, removes or doubles a random value somewhere in the tree. */
  private static void mutate(JsonNode json, Random random) {
    JsonNode parent = json;
    while (true) {
      List<JsonNode> containers = new ArrayList<>();
      parent.forEach(
          child -> {
            if (child.isContainerNode() && !child.isEmpty()) {
              containers.add(child);
            }
          });
      if (containers.isEmpty() || random.nextInt(4) == 0) {
        break;
      }
      parent = containers.get(random.nextInt(containers.size()));
    }
    int position = random.nextInt(parent.size());
    if (parent instanceof ArrayNode array) {
      switch (random.nextInt(3)) {
        case 0 -> array.remove(position);
        case 1 -> array.add(array.get(random.nextInt(array.size())));
        default -> array.set(position, value(array.get(position), random));
      }
    } else if (parent instanceof ObjectNode object) {
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      String name = names.get(position);
      switch (random.nextInt(5)) {
        case 0 -> object.remove(name);
        case 1 -> object.set(name + "2", object.get(name));
        default -> object.set(name, value(object.get(name), random));
      }
    }
  }

  private static JsonNode value(JsonNode old, Random random) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    return switch (random.nextInt(14)) {
      case 0 -> json.nullNode();
      case 1 -> json.booleanNode(random.nextBoolean());
      case 2 -> json.numberNode(0);
      case 3 -> json.numberNode(-1);
      case 4 -> json.numberNode(Integer.MAX_VALUE);
      case 5 -> json.numberNode(Long.MAX_VALUE);
      case 6 -> json.numberNode(1e300);
      case 7 -> json.numberNode(1 + random.nextInt(9000));
      case 8 -> json.numberNode(random.nextDouble());
      case 9 -> json.textNode("conv");
      case 10 -> json.textNode("");
      case 11 -> json.arrayNode().add(old);
      case 12 -> json.objectNode();
      default ->
          old.isInt()
              ? json.numberNode(old.intValue() + 1)
              : json.textNode(old.asText() + "\ud83d\ude00\u0000");
    };
  }
}
