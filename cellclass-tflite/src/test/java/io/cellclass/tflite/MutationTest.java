package io.cellclass.tflite;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import io.cellclass.MalformedBundleException;
import io.cellclass.RgbImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damaged files are refused with a {@link MalformedBundleException} that names the file, or load
 * and classify: native code sees none that it would crash on, in one JVM for all of them.
 */
class MutationTest {
  /** Of each kind. */
  private static final int MUTANTS = 1000;

  @Test
  void mutantsAreRefusedOrLoad(@TempDir Path folder) throws Exception {
    for (TfliteExport.Weights weights :
        List.of(
            TfliteExport.Weights.FLOAT32,
            TfliteExport.Weights.FLOAT16,
            TfliteExport.Weights.DYNAMIC)) {
      TfliteExport.write(SmallModels.TINY, folder.resolve(weights + ".tflite"), weights);
    }
    TfliteExport.writeInt8(
        SmallModels.TINY,
        folder.resolve("INT8.tflite"),
        SmallModels.images(1),
        TfliteExport.Values.UINT8);
    List<String> lines =
        ChildJvm.run(List.of("-Xmx512m"), Program.class, folder, folder.resolve("outcome"));
    Map<String, Integer> outcomes = new HashMap<>();
    lines.forEach(line -> outcomes.merge(line, 1, Integer::sum));
    assertThat(outcomes.keySet())
        .containsOnly("any refused", "hashed refused", "hashed valid", "hashed ran");
    assertThat(outcomes.get("any refused")).isEqualTo(MUTANTS);
    // Mutants of weights under a right hash: a valid file that answers otherwise, or as before.
    assertThat(outcomes.get("hashed refused")).isBetween(MUTANTS / 10, MUTANTS - 1);
  }

  /** What the JVM runs. */
  static final class Program {
    private final Path folder;
    private final List<byte[]> files = new ArrayList<>();
    private final List<String> outcomes = new ArrayList<>();

    private Program(Path folder) {
      this.folder = folder;
    }

    public static void main(String[] args) throws Exception {
      Program program = new Program(Path.of(args[0]));
      for (String name : List.of("FLOAT32", "FLOAT16", "DYNAMIC", "INT8")) {
        program.files.add(Files.readAllBytes(Path.of(args[0]).resolve(name + ".tflite")));
      }
      for (int i = 0; i < MUTANTS; i++) {
        Random random = new Random(i);
        byte[] file = program.files.get(i % program.files.size());
        program.load("any", program.mutate(file, random, file.length));
        program.load("hashed", program.underRightHash(file, random));
      }
      Files.write(Path.of(args[1]), program.outcomes);
    }

    private void load(String kind, byte[] mutant) throws IOException {
      Path file = Files.write(folder.resolve("mutant.tflite"), mutant);
      RgbImage image = SmallModels.TINY.testVectors().get(0).image();
      try (TfliteClassifier classifier = TfliteClassifier.load(file, new TfliteOptions(1))) {
        classifier.classify(image);
        outcomes.add(kind + " valid");
      } catch (MalformedBundleException e) {
        String message = Objects.requireNonNull(e.getMessage());
        if (!message.startsWith(file + ": ")) {
          throw new IllegalStateException("a message without the file's name", e);
        }
        boolean ran = message.contains("answers differently");
        outcomes.add(kind + (ran ? " ran" : " refused"));
      }
    }

    /** Of the flatbuffer, whose hash is then made right: what someone who means harm would do. */
    private byte[] underRightHash(byte[] file, Random random) throws Exception {
      AppendedZip.Read zip = AppendedZip.read(ByteBuffer.wrap(file));
      byte[] good = Arrays.copyOf(file, zip.start());
      // Where tables and shapes are: behind the weights lies little, and before them most.
      byte[] model =
          random.nextInt(4) == 0
              ? mutate(good, random, good.length)
              : random.nextBoolean() ? pointed(good, random) : flip(good, random, good.length);
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(model);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.write(model);
      ImmutableMap.Builder<String, byte[]> files = ImmutableMap.builder();
      zip.files()
          .forEach(
              (name, content) ->
                  files.put(
                      name,
                      name.equals(TfliteFile.HASH)
                          ? HexFormat.of().formatHex(hash).getBytes(US_ASCII)
                          : content));
      ByteBuffer written = AppendedZip.write(model.length, files.buildOrThrow());
      byte[] tail = new byte[written.remaining()];
      written.get(tail);
      out.write(tail);
      return out.toByteArray();
    }

    /** With another number of 32 bits at a place where one may be. */
    private static byte[] pointed(byte[] bytes, Random random) {
      byte[] result = bytes.clone();
      ByteBuffer buffer = ByteBuffer.wrap(result).order(ByteOrder.LITTLE_ENDIAN);
      int at = random.nextInt(result.length / 4) * 4;
      int value =
          switch (random.nextInt(6)) {
            case 0 -> -1;
            case 1 -> Integer.MAX_VALUE;
            case 2 -> Integer.MIN_VALUE;
            case 3 -> buffer.getInt(at) + 1;
            case 4 -> random.nextInt(200);
            default -> random.nextInt();
          };
      buffer.putInt(at, value);
      return result;
    }

    private byte[] mutate(byte[] bytes, Random random, int within) {
      return switch (random.nextInt(5)) {
        case 0, 1 -> flip(bytes, random, within);
        case 2 -> Arrays.copyOf(bytes, random.nextInt(bytes.length));
        case 3 -> spliced(bytes, files.get(random.nextInt(files.size())), random);
        default -> {
          byte[] result = bytes.clone();
          int at = random.nextInt(within);
          Arrays.fill(result, at, Math.min(result.length, at + 1 + random.nextInt(8)), (byte) -1);
          yield changed(result, bytes, at);
        }
      };
    }

    /** Where there were such bytes already. */
    private static byte[] changed(byte[] result, byte[] before, int at) {
      if (Arrays.equals(result, before)) {
        result[at] ^= 1;
      }
      return result;
    }

    private static byte[] flip(byte[] bytes, Random random, int within) {
      byte[] result = bytes.clone();
      int first = random.nextInt(Math.min(within, result.length));
      result[first] ^= (byte) (1 << random.nextInt(8));
      for (int i = random.nextInt(3); i > 0; i--) {
        int at = random.nextInt(Math.min(within, result.length));
        if (at != first) {
          result[at] ^= (byte) (1 << random.nextInt(8));
        }
      }
      return result;
    }

    /** With a piece of another file in place of as many bytes, or put in. */
    private static byte[] spliced(byte[] bytes, byte[] other, Random random) {
      int at = random.nextInt(bytes.length);
      int from = random.nextInt(other.length);
      int count = Math.min(other.length - from, 1 + random.nextInt(64));
      int behind = random.nextBoolean() ? at : Math.min(bytes.length, at + count);
      byte[] result = new byte[at + count + bytes.length - behind];
      System.arraycopy(bytes, 0, result, 0, at);
      System.arraycopy(other, from, result, at, count);
      System.arraycopy(bytes, behind, result, at + count, bytes.length - behind);
      return changed(result, bytes, at);
    }
  }
}
